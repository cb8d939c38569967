import Foundation

/// The probabilities by the observations above in one numerical dimension with steps, from 98 of them on.
///
/// What a kernel of some width gives to each value is worked out once and kept; kernels of one width are
/// then told by their weights by value.
struct DiscreteAbove: AboveColumn {
  /// The most values for which this is faster than to integrate a density.
  static let maxValues = 128

  private struct Row: Hashable, Sendable {
    let sigma: Double
    let number: Double
  }

  private let axis: ParzenAxis
  private let priorWeight: Double
  private let positions: [Double]
  private var neighbours: NeighbourTable
  /// By place, the index of the value.
  private var codes: [Int32] = []
  /// By width and value asked for: what kernels at each value give to it.
  private var rows: [Row: [Double]] = [:]
  private var rowSize = 0

  init(_ axis: ParzenAxis, _ options: ParzenOptions) {
    self.axis = axis
    priorWeight = options.priorWeight
    neighbours = NeighbourTable(axis, options)
    positions = (0..<(axis.range.valueCount ?? 0)).map {
      axis.range.scaled(axis.range.number(at: $0))
    }
  }

  mutating func insert(_ place: Int, _ number: Double) {
    let code = axis.range.index(of: number)
    codes.insert(Int32(code), at: place)
    neighbours.insert(place, position: positions[code])
  }

  mutating func remove(_ place: Int) {
    codes.remove(at: place)
    neighbours.remove(place)
  }

  mutating func enter(_ place: Int) { _ = neighbours.enter(place) }

  mutating func leave(_ place: Int) { _ = neighbours.leave(place) }

  mutating func settle(_ weights: AboveWeights, changed places: [Int]) {}

  mutating func densities(at numbers: [Double], _ weights: AboveWeights) -> [Double] {
    let widths = weightsByWidth(weights)
    var known: [Double: Double] = [:]
    return numbers.map { number in
      if let density = known[number] { return density }
      let interval = axis.interval(of: number)
      var sum = priorWeight * mass(interval, axis.centre, axis.extent)
      for (sigma, valueWeights) in widths {
        let row = row(Row(sigma: sigma, number: number), interval)
        for (weight, share) in zip(valueWeights, row) { sum += weight * share }
      }
      known[number] = sum / (weights.sum + priorWeight)
      return sum / (weights.sum + priorWeight)
    }
  }

  /// The kernels' weights by value, for each width, in a fixed order.
  private func weightsByWidth(_ weights: AboveWeights) -> [(sigma: Double, values: [Double])] {
    var narrow = Array(repeating: 0.0, count: positions.count)
    for place in codes.indices where neighbours.isNarrow(place) {
      narrow[Int(codes[place])] += weights.values[place]
    }
    var wide: [Double: [Double]] = [:]
    for place in neighbours.wide.lazy.map(Int.init) {
      wide[neighbours.sigmas[place], default: Array(repeating: 0, count: positions.count)][
        Int(codes[place])] += weights.values[place]
    }
    return [(neighbours.minSigma, narrow)]
      + wide.sorted { $0.key < $1.key }.map { (sigma: $0.key, values: $0.value) }
  }

  private mutating func row(_ key: Row, _ interval: (low: Double, high: Double)) -> [Double] {
    if let row = rows[key] { return row }
    let row = positions.map { mass(interval, $0, key.sigma) }
    // Widths come and go with the gaps; what fills 8 MB is worked out anew.
    if rowSize + row.count > 1 << 20 {
      rows.removeAll()
      rowSize = 0
    }
    rowSize += row.count
    rows[key] = row
    return row
  }

  private func mass(_ interval: (low: Double, high: Double), _ mean: Double, _ sigma: Double)
    -> Double
  {
    NormalDistribution.mass((interval.low - mean) / sigma, (interval.high - mean) / sigma)
      / axis.mass(mean: mean, sigma: sigma)
  }
}
