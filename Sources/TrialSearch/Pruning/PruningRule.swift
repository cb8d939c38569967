/// When a variant is to stop early: a value that its trainer applies by itself after each report.
///
/// A pruner builds its rules from these shapes.
public enum PruningRule: Sendable, Hashable {
  /// It never stops.
  case never
  /// It has to keep up at the rungs of successive halving.
  case rungs(RungRule)
  /// Its best value so far has to keep up with limits by step.
  case best(BestValueRule)

  /// Whether the variant stops after the last of `reports`, all of its values so far.
  public func prunes(after reports: [IntermediateValue]) -> Bool {
    switch self {
    case .never: false
    case .rungs(let rule): rule.prunes(after: reports)
    case .best(let rule): rule.prunes(after: reports)
    }
  }

  /// The number of rungs that a variant with these reports has reached, that of its end included: what
  /// `SearchRecord.rungsReached` holds. Nil for rules without rungs.
  public func rungsReached(by reports: [IntermediateValue]) -> Int? {
    guard case .rungs(let rule) = self else { return nil }
    return rule.rungsReached(by: reports)
  }
}
