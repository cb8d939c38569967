/// Which trial of a search: a variant, and which restart of it.
public struct TrialID: Hashable, Sendable {
  /// The variant, from 1; 0 is the configuration as it stands, without a search.
  public let variant: Int
  /// The restart from new random weights, from 1.
  public let restart: Int

  /// Makes the name of a trial.
  public init(variant: Int = 0, restart: Int) {
    self.variant = variant
    self.restart = restart
  }
}

extension TrialID: Comparable {
  /// The order in which one worker alone would run the trials.
  public static func < (left: TrialID, right: TrialID) -> Bool {
    (left.variant, left.restart) < (right.variant, right.restart)
  }
}

extension TrialID: CustomStringConvertible {
  /// `trial 2`, or in a search `variant 7 trial 2`.
  public var description: String {
    variant == 0 ? "trial \(restart)" : "variant \(variant) trial \(restart)"
  }
}
