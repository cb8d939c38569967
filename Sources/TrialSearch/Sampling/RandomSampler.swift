import NamedSettings

/// Independent uniform draws, by the logarithm where a dimension is logarithmic.
///
/// Settings: `n_trials`, how many variants to try; without it another limit must end the search.
public struct RandomSampler: Sampler {
  private let limit: Int?

  /// Reads `n_trials`.
  public init(_ settings: inout Settings) throws(SettingError) {
    limit = try settings.variantLimit()
  }

  /// False.
  public var usesHistory: Bool { false }

  /// `n_trials`.
  public func variantCount(in space: SearchSpace) -> Int? { limit }

  /// A point of the number's own, whatever the history.
  public func suggest(
    _ number: Int, after history: SearchHistory, for problem: SearchProblem
  ) -> [Double] { problem.randomPoint(number) }
}
