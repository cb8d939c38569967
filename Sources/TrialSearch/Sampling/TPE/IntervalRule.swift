import Foundation

/// Gauss-Legendre rules by which the mass of normal kernels over an interval is summed from densities at a
/// few points: exact to 1e-11 of the mass for kernels as narrow as a given width and up to 7 of these away.
enum IntervalRule {
  /// By number of nodes: the widest interval in units of the kernels' width. The last is cut into such.
  private static let limits = [
    2.2e-6, 2.1e-3, 0.0249, 0.094, 0.223, 0.422, 0.71, 1.14, 1.7, 2.24, 3.06, 3.85,
  ]
  private static let rules: [(nodes: [Double], weights: [Double])] = (1...limits.count).map(rule)

  /// Points of an interval and their weights, which sum to its length.
  static func points(
    _ interval: (low: Double, high: Double), sigma: Double
  ) -> [(position: Double, weight: Double)] {
    let length = interval.high - interval.low
    let largest = limits[limits.count - 1]
    let panelCount = max((length / (largest * sigma)).rounded(.up), 1)
    let panel = length / panelCount
    let rule = rules[limits.firstIndex { panel <= $0 * sigma } ?? limits.count - 1]
    var points: [(position: Double, weight: Double)] = []
    for index in 0..<Int(panelCount) {
      let middle = interval.low + (Double(index) + 0.5) * panel
      for (node, weight) in zip(rule.nodes, rule.weights) {
        points.append((middle + node * panel / 2, weight * panel / 2))
      }
    }
    return points
  }

  /// The roots of the Legendre polynomial and their weights, by Newton's method (Abramowitz & Stegun
  /// 25.4.29).
  private static func rule(_ count: Int) -> (nodes: [Double], weights: [Double]) {
    var rule: (nodes: [Double], weights: [Double]) = ([], [])
    for index in 0..<count {
      var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<20 {
        var (last, value) = (1.0, x)
        for k in 1..<max(count, 1) {
          let k = Double(k)
          (last, value) = (value, ((2 * k + 1) * x * value - k * last) / (k + 1))
        }
        slope = Double(count) * (x * value - last) / (x * x - 1)
        x -= value / slope
      }
      rule.nodes.append(x)
      rule.weights.append(2 / ((1 - x * x) * slope * slope))
    }
    return rule
  }
}
