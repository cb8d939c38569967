import Files
import Foundation
import NamedSettings

/// Several successive halvings side by side, of which each skips one more of the first rungs. A variant
/// belongs to one by its number and competes with those of the same one only. Samplers learn from the
/// variants of all of them, as Optuna's have since 3.2, whatever its documentation says.
///
/// Settings: `min_resource` 1, `max_resource`, an integer or `"auto"`, `reduction_factor` 3 and
/// `bootstrap_count` 0; see `SuccessiveHalvingPruner`. `"auto"` is one more than the first complete
/// variant's last step; variants up to that one neither stop nor count. Source: Li et al.,
/// "Hyperband", JMLR 18 (2018), as in Optuna 4.9, for a study named `search`.
public struct HyperbandPruner: Pruner {
  private let minResource: Int
  private let maxResource: Int?
  private let reductionFactor: Int
  private let bootstrapCount: Int
  private var reader: ResourceReader
  private var brackets: [RungTable] = []
  /// The variants out of `budgets.reduce(0, +)` that each bracket gets.
  private var budgets: [Int] = []

  /// Reads the settings above.
  public init(_ settings: inout Settings) throws(SettingError) {
    minResource = try settings.integer("min_resource", default: 1, in: 1...)
    maxResource = try settings.resource("max_resource")
    reader = ResourceReader(isAutomatic: maxResource == nil)
    reductionFactor = try settings.integer("reduction_factor", default: 3, in: 2...)
    bootstrapCount = try settings.integer("bootstrap_count", default: 0, in: 0...)
    if bootstrapCount > 0, maxResource == nil {
      throw SettingError("bootstrap_count", "needs a number as max_resource, not \"auto\"")
    }
    if let maxResource, maxResource < minResource {
      throw SettingError("max_resource", "\(maxResource) is below min_resource, \(minResource)")
    }
  }

  /// The limits at the rungs of the variant's bracket.
  public mutating func rule(
    for number: Int, after history: SearchHistory, in problem: SearchProblem
  ) -> PruningRule {
    let (records, restarts) = reader.advance(in: history, for: problem)
    if restarts { setUpBrackets(problem) }
    guard !brackets.isEmpty else { return .never }
    for record in records { brackets[bracket(of: record.number)].insert(record) }
    guard reader.counts(number) else { return .never }
    let own = bracket(of: number)
    let running = history.running.values.filter {
      $0.number != number && reader.counts($0.number) && bracket(of: $0.number) == own
    }
    return brackets[own].rule(with: running)
  }

  /// A bracket's budget counts up to here: all checksums are below, so that a greater one takes the same
  /// variants.
  private static let mostBudget = 0x1p32

  /// floor(log_eta(R / r)) + 1 brackets; number s gets ceil(count eta^k / (k + 1)) of the variants, where
  /// k = count - 1 - s.
  private mutating func setUpBrackets(_ problem: SearchProblem) {
    brackets = []
    budgets = []
    guard let maxResource = maxResource ?? reader.first.map({ min($0.lastStep, .max - 1) + 1 })
    else { return }
    let ratio = Double(maxResource) / Double(minResource)
    let count = Int((log(ratio) / log(Double(reductionFactor))).rounded(.down)) + 1
    for index in 0..<max(count, 0) {
      let left = count - 1 - index
      let share = Double(count) * pow(Double(reductionFactor), Double(left)) / Double(left + 1)
      budgets.append(Int(min(share.rounded(.up), Self.mostBudget)))
      brackets.append(
        RungTable(
          minResource: minResource, reductionFactor: reductionFactor, earlyStoppingRate: index,
          bootstrapCount: bootstrapCount, lowerIsBetter: problem.lowerIsBetter))
    }
  }

  /// By the checksum of the study's name and the variant's number.
  private func bracket(of number: Int) -> Int {
    var rest = Int(CRC32.zip.checksum(Array("search_\(number)".utf8))) % budgets.reduce(0, +)
    for (index, budget) in budgets.enumerated() {
      rest -= budget
      if rest < 0 { return index }
    }
    preconditionFailure("a remainder is below the sum of the budgets")
  }
}
