/// How a trial ended, as far as the study cares.
public struct TrialOutcome: Sendable, Equatable {
  /// How it ended.
  public enum Ending: Sendable, Equatable {
    /// Every loss that has a threshold is below it: the variant needs no other restart.
    case converged
    /// It ran to its end without converging.
    case completed
    /// It fell behind and was stopped: the variant gets no other restart.
    case pruned
    /// It could not be finished.
    case failed
  }

  /// How it ended.
  public let ending: Ending
  /// The metric at the best epoch; nil when the trial failed.
  public let metric: Double?
  /// The metric by epoch, where pruners ask for it.
  public internal(set) var values: [IntermediateValue]
  /// Of a pruned trial, what `SearchRecord.rungsReached` holds.
  var rungsReached: Int?

  /// Makes an outcome.
  public init(_ ending: Ending, metric: Double?, values: [IntermediateValue] = []) {
    self.ending = ending
    self.metric = metric
    self.values = values
  }

  /// Whether no later restart of the variant is needed.
  var endsVariant: Bool { ending == .converged || ending == .pruned }
}
