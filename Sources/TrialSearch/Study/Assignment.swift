/// A trial to run: all that a worker must know beside the configuration.
public struct Assignment: Sendable, Equatable {
  /// Which trial it is.
  public let trial: TrialID
  /// The variant's point of the search space; empty without a search.
  public let point: [Double]
  /// When the trial stops because it falls behind.
  public let rule: PruningRule

  /// Makes an assignment.
  public init(trial: TrialID, point: [Double] = [], rule: PruningRule = .never) {
    self.trial = trial
    self.point = point
    self.rule = rule
  }
}
