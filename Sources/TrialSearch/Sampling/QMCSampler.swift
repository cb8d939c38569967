import NamedSettings
import RandomStreams

/// Sobol's quasi-random sequence, which leaves smaller gaps than random draws: variant n takes its point n.
///
/// Settings: `n_trials`, how many variants to try, best a power of 2, and `scramble` true. Without
/// scrambling the first point is the lower corner of the space.
public struct QMCSampler: Sampler {
  private let limit: Int?
  private let isScrambled: Bool

  /// Reads the settings above.
  public init(_ settings: inout Settings) throws(SettingError) {
    limit = try settings.variantLimit()
    isScrambled = try settings.bool("scramble", default: true)
  }

  /// The configured space. Throws when it is missing or has more dimensions than the sequence.
  public func space(_ configured: SearchSpace?) throws(SettingError) -> SearchSpace {
    let space = try required(configured)
    guard space.dimensions.count <= SobolSequence.maxDimensions else {
      throw SettingError(
        "space",
        "has \(space.dimensions.count) keys, and QMCSampler goes to \(SobolSequence.maxDimensions); "
          + "choose RandomSampler")
    }
    return space
  }

  /// False.
  public var usesHistory: Bool { false }

  /// `n_trials`.
  public func variantCount(in space: SearchSpace) -> Int? { limit }

  /// The number's point of the sequence, whatever the history.
  public func suggest(
    _ number: Int, after history: SearchHistory, for problem: SearchProblem
  ) -> [Double] {
    problem.space.dimensions.enumerated().map { index, dimension in
      var sequence = SobolSequence(dimension: index)
      if isScrambled {
        var random = RandomStream(
          RandomKey(seed: problem.seed, purpose: .scrambling, index: UInt32(index)))
        sequence.scramble(&random)
      }
      return dimension.distribution.quantile(sequence.number(at: number))
    }
  }
}
