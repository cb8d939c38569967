import NamedSettings

/// Every variant runs to its end. No settings.
public struct NopPruner: Pruner {
  /// The pruner; it has no settings.
  public init() {}

  /// The pruner; it has no settings.
  public init(_ settings: inout Settings) {}

  /// Never.
  public func rule(
    for number: Int, after history: SearchHistory, in problem: SearchProblem
  ) -> PruningRule { .never }
}
