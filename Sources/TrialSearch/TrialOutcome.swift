/// How a trial ended, as far as the study cares.
public struct TrialOutcome: Sendable, Equatable {
  /// Whether every loss that has a threshold is below it.
  public let converged: Bool
  /// The metric at the best epoch; nil when the trial failed.
  public let metric: Double?

  /// Makes an outcome.
  public init(converged: Bool, metric: Double?) {
    self.converged = converged
    self.metric = metric
  }
}
