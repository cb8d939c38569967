import NamedSettings

/// Asynchronous successive halving: at the steps r, r eta, r eta^2, ... only the better part of the
/// variants that have come so far goes on, about one in eta.
///
/// Settings: `min_resource`, r, an integer or `"auto"`, `reduction_factor` 4, eta,
/// `min_early_stopping_rate` 0, which skips as many of the first rungs, and `bootstrap_count` 0, the
/// variants that must have come to a rung before any goes on. `"auto"` is a hundredth of the first
/// complete variant's steps, at least 1; variants up to that one neither stop nor count. Source: Li et
/// al., "A System for Massively Parallel Hyperparameter Tuning", MLSys 2020, as in Optuna 4.9.
public struct SuccessiveHalvingPruner: Pruner {
  private let minResource: Int?
  private let reductionFactor: Int
  private let earlyStoppingRate: Int
  private let bootstrapCount: Int
  private var reader: ResourceReader
  private var table: RungTable?

  /// Reads the settings above.
  public init(_ settings: inout Settings) throws(SettingError) {
    minResource = try settings.resource("min_resource")
    reader = ResourceReader(isAutomatic: minResource == nil)
    reductionFactor = try settings.integer("reduction_factor", default: 4, in: 2...)
    earlyStoppingRate = try settings.integer("min_early_stopping_rate", default: 0, in: 0...)
    bootstrapCount = try settings.integer("bootstrap_count", default: 0, in: 0...)
    if bootstrapCount > 0, minResource == nil {
      throw SettingError("bootstrap_count", "needs a number as min_resource, not \"auto\"")
    }
  }

  /// The limits at the rungs as the history has them.
  public mutating func rule(
    for number: Int, after history: SearchHistory, in problem: SearchProblem
  ) -> PruningRule {
    let (records, restarts) = reader.advance(in: history, for: problem)
    if restarts { table = emptyTable(problem) }
    for record in records { table?.insert(record) }
    guard let table, reader.counts(number) else { return .never }
    return table.rule(
      with: history.running.values.filter { $0.number != number && reader.counts($0.number) })
  }

  private func emptyTable(_ problem: SearchProblem) -> RungTable? {
    guard let resource = minResource ?? reader.first.map({ max($0.lastStep / 100, 1) }) else {
      return nil
    }
    return RungTable(
      minResource: resource, reductionFactor: reductionFactor,
      earlyStoppingRate: earlyStoppingRate, bootstrapCount: bootstrapCount,
      lowerIsBetter: problem.lowerIsBetter)
  }
}
