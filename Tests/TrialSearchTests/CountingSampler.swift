import NamedSettings

@testable import TrialSearch

/// Its points tell how many variants had ended when they were chosen.
struct CountingSampler: Sampler {
  init() {}
  init(_ settings: inout Settings) {}

  func variantCount(in space: SearchSpace) -> Int? { nil }

  func suggest(
    _ number: Int, after history: SearchHistory, for problem: SearchProblem
  ) -> [Double] { [Double(history.ended.count), 0] }
}
