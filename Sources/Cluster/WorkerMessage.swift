import Experiment

/// What a worker tells the coordinator.
enum WorkerMessage: Equatable, Sendable {
  /// It waits for a trial.
  case ready
  /// The latest epochs of the trial it runs.
  case epochs(trial: Int, [EpochRecord])
  /// Its trial ran to its end.
  case ended(TrialResult)
  /// It stopped its trial as it was told.
  case stopped(trial: Int)
  /// It cannot go on, and so the run cannot.
  case broken(ExperimentError)
}
