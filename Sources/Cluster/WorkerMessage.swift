import Experiment
import TrialSearch

/// What a worker tells the coordinator.
package enum WorkerMessage: Equatable, Sendable {
  /// It is there and waits for trials.
  case ready
  /// The latest epochs of the trial it runs.
  case epochs(TrialID, [EpochRecord])
  /// Its trial ran to its end.
  case ended(TrialResult)
  /// It stopped a trial, or does not start it, as it was told.
  case stopped(TrialID)
  /// It cannot go on, and so the run cannot.
  case broken(ExperimentError)
}
