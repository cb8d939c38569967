/// One variant of a search as samplers and pruners see it: what was tried and what came of it.
public struct SearchRecord: Sendable, Hashable {
  /// What has become of a variant.
  public enum State: Sendable, Hashable {
    /// It has not ended; only its point and intermediate values count.
    case running
    /// It ran to its end and has a value.
    case complete
    /// It was stopped by a pruning rule.
    case pruned
    /// It has no value; samplers and pruners pass over it.
    case failed
  }

  /// The variant's number, from 0 as in Optuna.
  public var number: Int
  /// The point of the search space, a number a dimension.
  public var point: [Double]
  /// What has become of it.
  public var state: State
  /// The objective; nil unless complete. A complete record without a finite value counts as failed.
  public var value: Double?
  /// What it reported on the way, the steps strictly increasing. NaN is a value.
  public var intermediateValues: [IntermediateValue]
  /// The rungs that a pruned variant reached, that of its end included, from
  /// `PruningRule.rungsReached(by:)`; nil takes as many as its steps tell, which differs only where
  /// the last report passed several rungs at once.
  public var rungsReached: Int?

  /// Makes a record.
  public init(
    number: Int, point: [Double], state: State, value: Double? = nil,
    intermediateValues: [IntermediateValue] = [], rungsReached: Int? = nil
  ) {
    self.number = number
    self.point = point
    self.state = state
    self.value = value
    self.intermediateValues = intermediateValues
    self.rungsReached = rungsReached
  }
}
