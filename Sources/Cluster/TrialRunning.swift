import Experiment
import TrialSearch

/// What runs a worker's trials.
package protocol TrialRunning {
  /// Runs a trial to its end; nil when it was told to stop.
  func run(
    _ assignment: Assignment, interruption: () -> TrialInterruption?,
    report: (EpochRecord) -> Void
  ) throws(ExperimentError) -> TrialResult?
}

extension TrialRunner: TrialRunning {}
