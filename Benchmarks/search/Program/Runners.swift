import Cluster
import Experiment
import Foundation
import NamedSettings
import TrialSearch

/// Trials that do nothing.
struct NoOpRunner: TrialRunning {
  func run(
    _ assignment: Assignment, interruption: () -> TrialInterruption?,
    report: (EpochRecord) -> Void
  ) throws(ExperimentError) -> TrialResult? { result(of: assignment, seconds: 0) }
}

/// Trials that sleep, and notes how long the next one is in coming.
/// It is used by one thread; what it has noted is read when that has ended.
final class SleepingRunner: TrialRunning, @unchecked Sendable {
  private let seconds: Double
  private let keepsPace: Bool
  private var wake: ContinuousClock.Instant?
  private var end: ContinuousClock.Instant?
  /// From a trial's end to the next one's start, in seconds.
  private(set) var waits: [Double] = []

  /// With `keepsPace` a trial that starts late ends early, so that one ends every so many seconds.
  init(seconds: Double, keepsPace: Bool = false) {
    self.seconds = seconds
    self.keepsPace = keepsPace
  }

  func run(
    _ assignment: Assignment, interruption: () -> TrialInterruption?,
    report: (EpochRecord) -> Void
  ) throws(ExperimentError) -> TrialResult? {
    if let end { waits.append((ContinuousClock.now - end) / .seconds(1)) }
    let before = (keepsPace ? self.wake : nil) ?? .now
    let wake = before + .seconds(seconds)
    self.wake = wake
    while ContinuousClock.now < wake {
      if interruption() == .stop { return nil }
      let rest = (wake - .now) / .seconds(1)
      Thread.sleep(forTimeInterval: max(0, min(rest, 0.02)))
    }
    end = .now
    return result(of: assignment, seconds: seconds)
  }
}

/// One trial that trains a network until it is told to stop, and how much processor time it takes.
/// It is used by one thread; what it took is read when that has ended.
final class TrainingForever: TrialRunning, @unchecked Sendable {
  private let path: String
  /// The processor time of the training thread, in seconds.
  private(set) var seconds = 0.0

  init(_ path: String) { self.path = path }

  func run(
    _ assignment: Assignment, interruption: () -> TrialInterruption?,
    report: (EpochRecord) -> Void
  ) throws(ExperimentError) -> TrialResult? {
    let start = ProcessorTime.seconds(CLOCK_THREAD_CPUTIME_ID)
    defer { seconds = ProcessorTime.seconds(CLOCK_THREAD_CPUTIME_ID) - start }
    let configuration = try Configuration(ConfigurationFile(path: path))
    let folder = configuration.trainer.saveFolder
    let runner = TrialRunner(
      try TrainingSetup(configuration), folders: RunFolders(logs: folder, models: folder))
    return try runner.run(
      Assignment(trial: TrialID(restart: 1)), interruption: interruption, report: report)
  }
}

private func result(of assignment: Assignment, seconds: Double) -> TrialResult {
  TrialResult(
    trial: assignment.trial, state: .completed, epochs: 1, bestEpoch: 1,
    metric: Double(assignment.trial.variant), losses: [1, 2], modelFiles: [],
    timing: .init(host: "host", start: 1.7e9, seconds: seconds, samplesPerSecond: 0))
}
