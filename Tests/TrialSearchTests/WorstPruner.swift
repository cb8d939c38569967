import NamedSettings

@testable import TrialSearch

/// Stops what is worse in epoch 1 than all other variants that are known.
struct WorstPruner: Pruner {
  init() {}
  init(_ settings: inout Settings) {}

  func rule(
    for number: Int, after history: SearchHistory, in problem: SearchProblem
  ) -> PruningRule {
    let others = history.ended + history.running.values.filter { $0.number != number }
    let values = others.compactMap { $0.intermediateValues.first?.value }
    guard values.count >= 2, let worst = values.max() else { return .never }
    return .best(
      BestValueRule(lowerIsBetter: true, warmupSteps: 0, intervalSteps: 1, limits: [1: worst]))
  }
}
