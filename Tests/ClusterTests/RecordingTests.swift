import Experiment
import SearchSimulation
import TestSupport
import Testing
import TrialSearch

@testable import Cluster

/// What is written down of a run, and when.
struct RecordingTests {
  /// Runs a trial in an instant; the third one breaks the run.
  private struct BreakingRunner: TrialRunning {
    func run(
      _ assignment: Assignment, interruption: () -> TrialInterruption?,
      report: (EpochRecord) -> Void
    ) throws(ExperimentError) -> TrialResult? {
      guard assignment.trial.restart < 3 else { throw ExperimentError(.failure, "the first error") }
      return RecordingTests.result(assignment.trial, .completed)
    }
  }

  /// Cannot write, and says so in the end.
  private final class BrokenKeeper: RunKeeping {
    private(set) var isFinished = false
    func note(_ note: RunNote) {}
    func finish() throws {
      isFinished = true
      throw ExperimentError(.failure, "a second error")
    }
  }

  @Test func whatWasAcceptedIsWrittenBeforeAnErrorEndsTheRun() throws {
    let (example, plan, recorder) = try recorder(trials: 9)
    let keeper = RecorderThread(recorder)
    var coordinator = Coordinator(
      Study(StudyPlan(variantCount: 1, restarts: 1...9)),
      transport: ThreadedTransport(workers: 1) { BreakingRunner() }, keeper: keeper)
    #expect(throws: ExperimentError(.failure, "the first error")) {
      try TrainingRun.run(&coordinator, keeper)
    }
    let folder = plan.folders.logs.dropFirst(example.folder.path.count + 1)
    let rows = try example.folder.text("\(folder)/trials.csv").split(separator: "\n")
    #expect(rows.map { $0.prefix(2) } == ["nu", "1,", "2,"])
  }

  @Test func theFirstErrorIsTheOneThatIsThrown() {
    let keeper = BrokenKeeper()
    var coordinator = Coordinator(
      Study(StudyPlan(variantCount: 1, restarts: 1...9)),
      transport: ThreadedTransport(workers: 1) { BreakingRunner() }, keeper: keeper)
    #expect(throws: ExperimentError(.failure, "the first error")) {
      try TrainingRun.run(&coordinator, keeper)
    }
    #expect(keeper.isFinished)
  }

  @Test func theLogTellsWhatIsLeftAndWhatTheEndOfTheTimeCutOff() throws {
    let (example, plan, recorder) = try recorder(trials: 4)
    let keeper = RecorderThread(recorder)
    let states: [TrialResult.State] = [.converged, .pruned, .completed, .completed]
    for (index, state) in states.enumerated() {
      let result = Self.result(TrialID(variant: index + 1, restart: 1), state)
      try keeper.note(.accepted(result, point: [], worker: 0, isBest: false))
    }
    // Every second restart ends its variant: 1 + 1/2 + 1/4 + 1/8 of four, 1 of one.
    try keeper.note(.outlook(restartsLeft: [4: 8, 1: 2], mayEndEarly: false))
    try keeper.note(.outlook(restartsLeft: [1: 2], mayEndEarly: true))
    try keeper.note(.discarded(TrialID(variant: 5, restart: 1), isCutOff: true))
    try keeper.note(.discarded(TrialID(variant: 6, restart: 1), isCutOff: false))
    try keeper.finish()
    let folder = plan.folders.logs.dropFirst(example.folder.path.count + 1)
    let log = try example.folder.text("\(folder)/log.txt")
    #expect(log.contains("probability 33%"))
    #expect(log.contains("; about 17 restarts are left\n"))
    #expect(log.contains("; at most about 2 restarts are left\n"))
    #expect(log.contains("variant 5 trial 1 had not ended"))
    #expect(log.contains("variant 6 trial 1 was started ahead and is not needed\n"))
  }

  private func recorder(trials: Int) throws -> (Example, RunPlan, RunRecorder) {
    var example = try Example()
    try example.set("trials", to: .integer(trials))
    try example.set("convergence", to: ["P_initial_log10_mean_threshold": 1e-9])
    let setup = try TrainingSetup(example.configuration())
    let plan = try RunPlan(setup.configuration, runName: "test")
    let recorder = try RunRecorder(
      setup, folders: plan.folders, rankCount: 1, log: RunLog(verbosity: 1, showsOnConsole: false))
    return (example, plan, recorder)
  }

  private static func result(_ trial: TrialID, _ state: TrialResult.State) -> TrialResult {
    TrialResult(
      trial: trial, state: state, epochs: 1, bestEpoch: 1, metric: 1, losses: [1, 1],
      modelFiles: [], timing: .init(host: "", start: 0, seconds: 0, samplesPerSecond: 0))
  }
}
