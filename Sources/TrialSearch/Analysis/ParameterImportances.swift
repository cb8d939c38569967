import Foundation

/// How much each dimension of a search mattered for reaching the best tenth of the values, by PED-ANOVA.
///
/// The density of the best variants over a dimension is compared with that of all: the share of a
/// dimension is the Pearson divergence of the two. Source: Watanabe et al., "PED-ANOVA: Efficiently
/// Quantifying Hyperparameter Importance in Arbitrary Subspaces", IJCAI 2023, as in Optuna 4.9's
/// `PedAnovaImportanceEvaluator` with its defaults.
public struct ParameterImportances: Sendable, Equatable {
  /// The divergences by dimension; 0 for one with a single value.
  let divergences: [Double]

  /// From the complete variants of `history`. Nil when there are fewer than 3, or no dimension varies.
  public init?(_ history: SearchHistory, in problem: SearchProblem) {
    let dimensions = problem.space.dimensions
    let complete = history.ended.filter { $0.finalValue != nil }.sorted { $0.number < $1.number }
    guard complete.count > 2, dimensions.contains(where: { !$0.distribution.isSingle }) else {
      return nil
    }
    let losses = complete.compactMap(\.finalValue).map { problem.lowerIsBetter ? $0 : -$0 }
    let cutoffIndex = max(Int((0.1 * Double(losses.count)).rounded(.up)) - 1, 1)
    let cutoff = losses.sorted()[cutoffIndex]
    let best = zip(complete, losses).filter { $1 <= cutoff }.map(\.0)
    let quantile = Double(best.count) / Double(complete.count)
    divergences = dimensions.enumerated().map { index, dimension in
      if dimension.distribution.isSingle { return 0 }
      let grid = ImportanceGrid(dimension.distribution)
      let density = grid.density(best.map { $0.point[index] })
      let reference = grid.density(complete.map { $0.point[index] })
      return quantile * quantile
        * zip(density, reference).reduce(0) { sum, pair in
          let excess = pair.0 / pair.1 - 1
          return sum + pair.1 * excess * excess
        }
    }
  }

  /// The share of each dimension, in their order; the shares sum to 1 and are equal when nothing mattered.
  public var shares: [Double] {
    let sum = divergences.reduce(0, +)
    guard sum > 0 else { return divergences.map { _ in 1 / Double(divergences.count) } }
    return divergences.map { $0 / sum }
  }
}
