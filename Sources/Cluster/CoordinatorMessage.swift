/// What the coordinator tells a worker.
enum CoordinatorMessage: Equatable, Sendable {
  /// Run this trial.
  case start(trial: Int)
  /// Stop this trial: it is not needed. Nothing happens when the worker has ended it meanwhile.
  case stop(trial: Int)
  /// There is nothing more to do.
  case shutDown
}
