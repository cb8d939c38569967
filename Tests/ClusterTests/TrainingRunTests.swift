import Experiment
import NeuralNetwork
import TestSupport
import Testing
import TrialSearch

@testable import Cluster

/// Whole runs in one process.
struct TrainingRunTests {
  @Test func aRunOnOneWorkerEndsWithABestModel() throws {
    var example = try Example()
    try example.set("trainer.verbosity", to: 0)
    try example.set("convergence", to: ["B_initial_log10_mean_threshold": 1e-9])
    let ending = try TrainingRun.local { () throws(ExperimentError) in
      try ConfigurationFile(path: example.path)
    }
    guard case .finished = ending else {
      Issue.record("\(ending)")
      return
    }
    let stamp = try #require(example.folder.names(in: "output/models/Example").first)
    #expect(example.folder.contains("output/models/Example/\(stamp)/best_model.pth"))
    #expect(example.folder.contains("output/logs/Example/\(stamp)/trial_0002/valid_results.json"))
  }

  @Test func aWrongConfigurationIsRefusedWithoutATrace() throws {
    var example = try Example()
    try example.set("trainer.epochs", to: 0)
    let ending = try TrainingRun.local { () throws(ExperimentError) in
      try ConfigurationFile(path: example.path)
    }
    guard case .refused(let error) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(error.kind == .configuration)
    #expect(!example.folder.contains(Example.outputName))
  }

  /// Trial 2 of 8 converges: with more workers later ones have started by then, and leave nothing.
  @Test(arguments: [2, 3, 5])
  func moreWorkersFindWhatOneFinds(workers: Int) throws {
    var example = try Example()
    try example.set("trials", to: 8)
    try example.set("trainer.verbosity", to: 0)
    try example.set("trainer.epochs", to: 4)
    try example.set("convergence", to: ["P_initial_log10_mean_threshold": 1e-9])
    let all = try run(example, workers: 1)
    #expect(all.trials.count == 9)
    // The first loss that is lower than that of the first trial becomes the threshold.
    let losses = all.trials.dropFirst().map { Double($0.split(separator: ",")[9]) ?? .nan }
    let converging = try #require(losses.firstIndex { $0 < losses[0] })
    let threshold = (losses[converging] + losses[0]) / 2
    try example.set("convergence.P_initial_log10_mean_threshold", to: .real(threshold))
    let one = try run(example, workers: 1)
    let many = try run(example, workers: workers)
    #expect(one.trials.last?.contains("converged") == true)
    #expect(many.trials == one.trials)
    #expect(many.contents == one.contents)
    #expect(many.files == one.files)
  }

  private struct Outcome {
    let trials: [Substring]
    let files: [String]
    let contents: [[UInt8]]
  }

  private func run(_ example: Example, workers: Int) throws -> Outcome {
    let setup = try TrainingSetup(example.configuration())
    let plan = try RunPlan(setup.configuration, runName: "run")
    let transport = ThreadedTransport(setup, plan.folders, workers: workers)
    let recorder = try RunRecorder(
      setup, folders: plan.folders, rankCount: workers,
      log: RunLog(verbosity: 0, showsOnConsole: false))
    let keeper = RecorderThread(recorder)
    var coordinator = Coordinator(try Study(setup), transport: transport, keeper: keeper)
    try coordinator.run()
    try keeper.finish()
    try recorder.finish()
    let logs = String(plan.folders.logs.dropFirst(example.folder.path.count + 1))
    let models = String(plan.folders.models.dropFirst(example.folder.path.count + 1))
    let same = [
      "trials.csv", "train_results.json", "train_eval_results.json", "valid_results.json",
    ]
    return Outcome(
      trials: try example.folder.text("\(logs)/trials.csv").split(separator: "\n"),
      files: example.folder.files(below: logs) + example.folder.files(below: models),
      contents: try same.map { try example.folder.bytes("\(logs)/\($0)") }
        + [try example.folder.bytes("\(models)/best_model.pth")])
  }
}
