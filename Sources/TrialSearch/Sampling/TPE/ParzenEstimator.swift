import Foundation
import RandomStreams

/// A density over points from observations: a mixture of kernels around each and one over all.
///
/// Source: Optuna 4.9, `parzen_estimator.py` and `probability_distributions.py`; Watanabe, "Tree-structured
/// Parzen estimator: understanding its algorithm components", arXiv:2304.11127.
struct ParzenEstimator: Sendable {
  /// A dimension's kernels.
  let columns: [ParzenColumn]
  /// The kernels' weights, which sum to 1; the last is that of the kernel over all.
  let weights: [Double]
  private let logWeights: [Double]

  /// An estimator from points of the given dimensions, in the order of their variants' numbers.
  init(_ points: [[Double]], _ distributions: [Distribution], _ options: ParzenOptions) {
    columns = distributions.enumerated().map { index, distribution in
      ParzenColumn(
        distribution, points.map { $0[index] }, dimensions: distributions.count, options)
    }
    let count = points.count
    let prior = count == 0 ? 1 : options.priorWeight
    let sum = ParzenOptions.weightSum(of: count) + prior
    weights = (0..<count).map { ParzenOptions.weight($0, of: count) / sum } + [prior / sum]
    logWeights = weights.map(log)
  }

  /// The logarithm of the density at a point. Continuous dimensions count by unit of their scale, which
  /// may be logarithmic, all others by value.
  func logDensity(at point: [Double]) -> Double {
    var sums = logWeights
    for (column, number) in zip(columns, point) { column.addLogKernels(at: number, to: &sums) }
    let largest = sums.max() ?? 0
    guard largest > -.infinity else { return -.infinity }
    return log(sums.reduce(0) { $0 + exp($1 - largest) }) + largest
  }

  /// A point drawn from the mixture.
  func draw(_ random: inout RandomStream) -> [Double] {
    var rest = random.uniform()
    var kernel = 0
    while kernel < weights.count - 1, rest >= weights[kernel] {
      rest -= weights[kernel]
      kernel += 1
    }
    return columns.map { $0.draw(kernel: kernel, &random) }
  }
}
