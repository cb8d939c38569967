import Experiment
import NamedSettings
import TestSupport
import Testing
import TrialSearch

@testable import Cluster

/// Whole searches in one process: the same table of trials with any number of workers.
struct SearchRunTests {
  private static let samplers: [String: SettingValue] = [
    "GridSampler": [:], "RandomSampler": ["n_trials": 10], "QMCSampler": ["n_trials": 10],
    "TPESampler": ["n_trials": 10, "n_startup_trials": 3],
    "ListSampler": [
      "variants": .array(
        (0..<8).map { ["optimizer.args.lr": .real(0.001 * Double($0 + 1)), "trainer.epochs": 5] })
    ],
  ]

  private static let pruners: [String: SettingValue] = [
    "NopPruner": [:], "MedianPruner": ["n_startup_trials": 2],
    "SuccessiveHalvingPruner": ["min_resource": 1, "reduction_factor": 2],
    "HyperbandPruner": ["min_resource": 1, "max_resource": 5, "reduction_factor": 2],
  ]

  @Test(arguments: samplers.keys.sorted(), pruners.keys.sorted())
  func theTableIsTheSameOnAnyNumberOfWorkers(sampler: String, pruner: String) throws {
    var example = try example(sampler, pruner)
    // Some restarts converge, some do not.
    try example.set("convergence", to: ["P_initial_log10_mean_threshold": 0.08])
    let one = try run(example, workers: 1)
    #expect(one.trials.count >= 7)
    if pruner != "NopPruner" { #expect(one.trials.contains { $0.contains(",pruned,") }) }
    for workers in [2, 4, 8] {
      let many = try run(example, workers: workers)
      #expect(many.trials == one.trials, "\(workers) workers")
      #expect(many.files == one.files, "\(workers) workers")
      #expect(many.contents == one.contents, "\(workers) workers")
    }
  }

  /// They end before rank 0 hears of their epochs.
  @Test(arguments: [1, 3])
  func withoutOrderShortTrialsArePrunedAsWell(workers: Int) throws {
    var example = try example("RandomSampler", "SuccessiveHalvingPruner")
    try example.set("search.ordered", to: false)
    let run = try run(example, workers: workers)
    #expect(run.trials.contains { $0.contains(",pruned,") })
    #expect(Set(run.trials.dropFirst().map { $0.split(separator: ",")[1] }).count == 10)
  }

  @Test func theWinnersConfigurationIsReadyToTrain() throws {
    let example = try example("RandomSampler", "NopPruner")
    let run = try run(example, workers: 2)
    let rows = run.trials.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(
      run.trials.first
        == "number,variant,restart,state,optimizer.args.lr,trainer.epochs,epochs,best_epoch,metric,"
        + "loss,B_initial_log10_mean,P_initial_log10_mean,converged,cause")
    #expect(rows.map { $0[0] } == (1...10).map { "\($0)" })
    let best = try #require(rows.min { Double($0[8]) ?? 9 < Double($1[8]) ?? 9 })
    let file = try ConfigurationFile(path: example.folder.path("\(run.logs)/best_config.json"))
    #expect(file["search"] == nil)
    #expect(file["optimizer.args.lr"]?.asReal == Double(best[4]))
    #expect(file["trainer.epochs"]?.asInteger == Int(best[5]))
    #expect(try Configuration(file).trainer.epochs == Int(best[5]))
    let summary = try ConfigurationFile(path: example.folder.path("\(run.logs)/summary.json"))
    #expect(summary["best_variant"]?.asInteger == Int(best[1]))
    #expect(summary["metric"]?.asReal == Double(best[8]))
    // Of ten trials the three best are kept.
    #expect(run.files.filter { $0.hasSuffix("/valid_results.json") }.count == 3)
    #expect(run.files.filter { $0.hasPrefix("best_model_variant") }.count == 3)
    #expect(
      run.files.contains { $0.hasPrefix("variant_000\(best[1])_trial_0001/") }
        || run.files.contains { $0.hasPrefix("variant_0010_trial_0001/") })
  }

  @Test func whatFailsIsInTheTableAndTheSearchGoesOn() throws {
    var example = try example("GridSampler", "NopPruner")
    try example.set("trials", to: 1)
    try example.set(
      "search.space",
      to: [
        "optimizer": [
          "type": "categorical",
          "choices": [
            ["type": "SGD", "args": ["lr": 1e30]], ["type": "Adam", "args": ["lr": 0.001]],
          ],
        ],
        "arch": [
          "type": "categorical",
          "choices": [Self.model(channels: 1), Self.model(channels: 1_000_000)],
        ],
      ])
    let run = try run(example, workers: 2)
    let failed = run.trials.filter { $0.contains(",failed,") }
    #expect(failed.count == 3)
    #expect(failed.filter { $0.contains("out of memory: the network needs at least ") }.count == 2)
    #expect(failed.filter { $0.contains("the training loss became ") }.count == 1)
    #expect(run.trials.count == 5)
  }

  /// Many layers of millions of values take more memory than machines have.
  private static func model(channels: Int) -> SettingValue {
    let layers: [SettingValue] =
      [["type": "Conv2d", "args": ["out_channels": .integer(channels), "kernel_size": 1]]]
      + (0..<500).map { _ in ["type": "ReLU"] } + [
        ["type": "AdaptiveAvgPool2d", "args": ["output_size": 1]], ["type": "Flatten"],
        ["type": "Linear", "args": ["out_features": 2]],
      ]
    return [
      "type": "ModelSequential",
      "args": ["input_shape": [2, 12, 12], "layers": .array(layers)],
    ]
  }

  private func example(_ sampler: String, _ pruner: String) throws -> Example {
    var example = try Example()
    try example.set("trainer.verbosity", to: 0)
    try example.set("trainer.epochs", to: 5)
    try example.set("trials", to: 2)
    try example.set("arch.type", to: "ModelLinear")
    var search: [String: SettingValue] = [
      "sampler": ["type": .string(sampler), "args": Self.samplers[sampler] ?? [:]],
      "pruner": ["type": .string(pruner), "args": Self.pruners[pruner] ?? [:]],
      "window": 3, "keep": 3,
    ]
    if sampler == "GridSampler" {
      search["space"] = [
        "optimizer.args.lr": ["type": "categorical", "choices": [0.001, 0.01, 0.1, 1]],
        "trainer.epochs": ["type": "int", "low": 4, "high": 6],
      ]
    } else if sampler != "ListSampler" {
      search["space"] = [
        "optimizer.args.lr": ["type": "float", "low": 0.001, "high": 1, "log": true],
        "trainer.epochs": ["type": "int", "low": 4, "high": 6],
      ]
    }
    try example.set("search", to: .object(search))
    return example
  }

  private struct Outcome {
    let trials: [String]
    let logs: String
    let files: [String]
    let contents: [[UInt8]]
  }

  private func run(_ example: Example, workers: Int) throws -> Outcome {
    let setup = try TrainingSetup(example.configuration())
    try setup.checkStart()
    let plan = try RunPlan(setup.configuration, runName: "test")
    let transport = ThreadedTransport(setup, plan.folders, workers: workers)
    let recorder = try RunRecorder(
      setup, folders: plan.folders, rankCount: workers,
      log: RunLog(verbosity: 0, showsOnConsole: false))
    let keeper = RecorderThread(recorder)
    var coordinator = Coordinator(try Study(setup), transport: transport, keeper: keeper)
    try coordinator.run()
    try keeper.finish()
    try recorder.finish(importances: coordinator.study.importances)
    let logs = String(plan.folders.logs.dropFirst(example.folder.path.count + 1))
    let models = String(plan.folders.models.dropFirst(example.folder.path.count + 1))
    let same = ["trials.csv", "best_config.json", "valid_results.json"].map { "\(logs)/\($0)" }
    return Outcome(
      trials: try example.folder.text("\(logs)/trials.csv").split(separator: "\n").map(String.init),
      logs: logs,
      files: example.folder.files(below: logs) + example.folder.files(below: models),
      contents: try (same + ["\(models)/best_model.pth"]).map { try example.folder.bytes($0) })
  }
}
