import TrialSearch

/// What the coordinator tells a worker.
package enum CoordinatorMessage: Equatable, Sendable {
  /// Run this trial after those it has.
  case start(Assignment)
  /// Stop this trial, or do not start it: it is not needed. Nothing happens when the worker has ended it
  /// meanwhile.
  case stop(TrialID)
  /// End this trial as pruned after the current epoch, if it runs.
  case prune(TrialID)
  /// There is nothing more to do.
  case shutDown
}
