/// What a search looks for, and where: the same for all of its variants.
public struct SearchProblem: Sendable, Equatable {
  /// The points to choose from.
  public var space: SearchSpace
  /// Whether the better value is the lower one.
  public var lowerIsBetter: Bool
  /// The run's seed.
  public var seed: UInt64

  /// Makes a problem.
  public init(space: SearchSpace, lowerIsBetter: Bool, seed: UInt64) {
    self.space = space
    self.lowerIsBetter = lowerIsBetter
    self.seed = seed
  }
}
