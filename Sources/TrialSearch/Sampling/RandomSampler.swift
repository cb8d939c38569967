import NamedSettings
import RandomStreams

/// Independent uniform draws, by the logarithm where a dimension is logarithmic.
///
/// Settings: `n_trials`, how many variants to try; without it another limit must end the search.
public struct RandomSampler: Sampler {
  private let limit: Int?

  /// Reads `n_trials`.
  public init(_ settings: inout Settings) throws(SettingError) {
    limit = try settings.variantLimit()
  }

  /// `n_trials`.
  public func variantCount(in space: SearchSpace) -> Int? { limit }

  /// A point of the number's own, whatever the history.
  public func suggest(
    _ number: Int, after history: SearchHistory, for problem: SearchProblem
  ) -> [Double] {
    problem.space.dimensions.enumerated().map { index, dimension in
      var random = RandomStream(
        RandomKey(
          seed: problem.seed, trial: UInt64(number), purpose: .sampling, index: UInt32(index)))
      return dimension.distribution.quantile(random.uniform())
    }
  }
}
