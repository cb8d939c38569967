import NamedSettings

/// Decides which variants are worth going on with.
///
/// A pruner sees what other variants came to and gives a variant its rule; whoever trains the variant
/// applies the rule to its values, with no more questions. A pruner may keep what it derived from a
/// history, yet its rules depend on its settings and on the arguments alone.
public protocol Pruner: Sendable {
  /// Reads the pruner's settings.
  init(_ settings: inout Settings) throws(SettingError)
  /// The rule for the variant with this number, from 0. Records of the variant itself do not count;
  /// running variants in the history count where they do in Optuna.
  mutating func rule(
    for number: Int, after history: SearchHistory, in problem: SearchProblem
  ) -> PruningRule
}
