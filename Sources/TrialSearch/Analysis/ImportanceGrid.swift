import Foundation

/// One dimension cut into at most 50 cells, or its choices, and densities over them.
///
/// Source: Optuna 4.9, `scott_parzen_estimator.py`.
struct ImportanceGrid: Sendable {
  private let distribution: Distribution
  private let cellCount: Int

  init(_ distribution: Distribution) {
    self.distribution = distribution
    switch distribution {
    case .categorical(let choices): cellCount = choices.count
    case .numerical(let range):
      if range.isInteger, range.isLogarithmic {
        cellCount = min(Int((log(range.high - range.low + 1) / log(2)).rounded(.up)) + 1, 50)
      } else {
        cellCount = min(range.valueCount ?? 50, 50)
      }
    }
  }

  /// The probability of each cell by kernels over `numbers` and one over all, plus 1e-12.
  func density(_ numbers: [Double]) -> [Double] {
    var counts = Array(repeating: 0.0, count: cellCount)
    for number in numbers { counts[cell(of: number)] += 1 }
    let density =
      switch distribution {
      case .categorical: categoricalDensity(counts)
      case .numerical: numericalDensity(counts)
      }
    return density.map { $0 + 1e-12 }
  }

  private func cell(of number: Double) -> Int {
    guard case .numerical(let range) = distribution else { return Int(number) }
    let low = range.scaled(range.low)
    let width = (range.scaled(range.high) - low) / Double(cellCount - 1)
    // The first grid point that is not more than half a cell below.
    let position = range.scaled(number) - width / 2
    return (0..<cellCount - 1).first { low + Double($0) * width >= position } ?? cellCount - 1
  }

  /// A kernel for each observed choice, weighted by its count, and the one over all.
  private func categoricalDensity(_ counts: [Double]) -> [Double] {
    let total = counts.reduce(0, +)
    let q = 1 / Double(counts.count { $0 > 0 } + 1)
    let choices = Double(cellCount)
    return counts.map { count in
      ((total * q + count) / (q * choices + 1) + 1 / choices) / (total + 1)
    }
  }

  /// Normal kernels of one width by Scott's rule over the cells with observations, and the one over all.
  private func numericalDensity(_ counts: [Double]) -> [Double] {
    let total = counts.reduce(0, +)
    let sigma = scottWidth(counts, total)
    let last = Double(cellCount - 1)
    return (0..<cellCount).map { cell in
      var sum = mass(cell, mean: last / 2, sigma: last + 1)
      for (mean, count) in counts.enumerated() where count > 0 {
        sum += count * mass(cell, mean: Double(mean), sigma: sigma)
      }
      return sum / (total + 1)
    }
  }

  private func mass(_ cell: Int, mean: Double, sigma: Double) -> Double {
    let cell = Double(cell)
    return NormalDistribution.mass((cell - 0.5 - mean) / sigma, (cell + 0.5 - mean) / sigma)
      / NormalDistribution.mass((-0.5 - mean) / sigma, (Double(cellCount) - 0.5 - mean) / sigma)
  }

  private func scottWidth(_ counts: [Double], _ total: Double) -> Double {
    let cells = counts.indices.filter { counts[$0] > 0 }
    let mean = cells.reduce(0) { $0 + Double($1) * counts[$1] / total }
    let squares = cells.reduce(0) { sum, cell in
      sum + (Double(cell) - mean) * (Double(cell) - mean) * counts[cell]
    }
    let deviation = (squares / max(1, total - 1)).squareRoot()
    var cumulative = 0.0
    let sums = cells.map { cell in
      cumulative += counts[cell]
      return cumulative
    }
    let lower = sums.firstIndex { $0 >= Double(Int(total) / 4) } ?? cells.count - 1
    let upper = sums.firstIndex { $0 > Double(Int(total) * 3 / 4) } ?? cells.count - 1
    let spread = Double(cells[upper] - cells[lower]) / 1.34
    // Nine tenths of the narrowest kernel fit into a cell.
    return max(1.059 * min(spread, deviation) * pow(total, -0.2), 0.5 / 1.64)
  }
}
