import Experiment
import Foundation
import LaunchSupport
import NeuralNetwork
import TestSupport
import Testing

/// What a run leaves in its folders.
struct OutputTests {
  private static let results = [
    "train_eval_results.json", "train_results.json", "valid_results.json",
  ]

  @Test(arguments: Program.allCases)
  func aRunLeavesExactlyItsFiles(_ program: Program) async throws {
    let run = try await run(program)
    let folder = run.example.folder
    let trial = ["log.txt"] + Self.results
    #expect(
      folder.files(below: run.logs)
        == (["config.json", "log.txt", "summary.json", "timings.csv", "trials.csv"]
        + Self.results + trial.map { "trial_0001/\($0)" } + trial.map { "trial_0002/\($0)" })
        .sorted())
    #expect(
      folder.files(below: run.models) == [
        "best_model.pth", "best_model_trial1.pth", "best_model_trial2.pth",
        "checkpoint_trial1_epoch2.pth", "checkpoint_trial1_epoch4.pth",
        "checkpoint_trial2_epoch2.pth", "checkpoint_trial2_epoch4.pth",
      ])
    // Hidden folders of running trials are gone as well.
    #expect(
      try folder.names(in: run.models).allSatisfy { $0.hasSuffix(".pth") })
    #expect(
      try folder.names(in: run.logs).filter { !$0.contains(".") } == ["trial_0001", "trial_0002"])
  }

  @Test func resultsHaveTheLossesTheirSumAndTheMetricOfEachEpoch() async throws {
    let run = try await run(.trainNN)
    for name in Self.results {
      let results = try run.json(name)
      #expect(results.members.keys.sorted() == ["00001", "00002", "00003", "00004", "00005"])
      for epoch in results.members.keys {
        let losses = try ExampleDataset.labels.map {
          try #require(results.number("\(epoch).\($0)"))
        }
        #expect(results.number("\(epoch).loss") == losses[0] + losses[1])
        #expect(try #require(results.number("\(epoch).MetricAccuracyMSE")) > 0)
      }
    }
    // In order, an epoch a line, as the reference writes it.
    let line = try run.lines("valid_results.json")[1]
    let names = line.matches(of: /"(\w+)":/).map { String($0.1) }
    #expect(names == ["00001"] + ExampleDataset.labels + ["loss", "MetricAccuracyMSE"])
  }

  @Test func theTopLevelIsThatOfTheBestTrial() async throws {
    let run = try await run(.trainNN)
    let summary = try run.json("summary.json")
    let trials = try run.rows("trials.csv").dropFirst()
    let metrics = trials.map { Double($0[6]) ?? .nan }
    let best = try #require(metrics.min())
    let number = try #require(metrics.firstIndex(of: best)) + 1
    #expect(summary["best_trial"] == .integer(number))
    #expect(summary.number("metric") == best)
    let folder = run.example.folder
    for name in Self.results {
      #expect(
        try folder.bytes("\(run.logs)/\(name)")
          == folder.bytes("\(run.logs)/trial_000\(number)/\(name)"))
    }
    #expect(
      try folder.bytes("\(run.models)/best_model.pth")
        == folder.bytes("\(run.models)/best_model_trial\(number).pth"))
  }

  @Test(arguments: Program.allCases)
  func theSummaryAndTheTablesTellTheRun(_ program: Program) async throws {
    let run = try await run(program)
    let summary = try run.json("summary.json")
    let keys = try run.lines("summary.json").compactMap { line in
      line.firstMatch(of: /^  "(\w+)":/).map { String($0.1) }
    }
    #expect(
      keys == [
        "converged", "best_trial", "best_epoch", "metric", "losses", "trials_run",
        "trials_by_state", "convergence", "ranks", "seed", "seconds",
      ])
    #expect(summary["converged"] == false)
    #expect(summary["trials_run"] == 2)
    #expect(summary["ranks"] == (program == .trainDistributedOnTwoRanks ? 2 : 1))
    #expect(summary["seed"] == 1)
    #expect(try #require(summary.number("seconds")) > 0)

    let trials = try run.rows("trials.csv")
    #expect(
      trials[0] == [
        "number", "variant", "restart", "state", "epochs", "best_epoch", "metric", "loss",
      ]
        + ExampleDataset.labels + ["converged", "cause"])
    #expect(trials.dropFirst().map { $0[0] } == ["1", "2"])
    for trial in trials.dropFirst() {
      #expect(trial[1...4] == ["0", trial[0], "completed", "5"])
      #expect(trial[10...11] == ["false", ""])
      let epoch = "0000\(trial[5])"
      let results = try run.json("trial_000\(trial[0])/valid_results.json")
      #expect(Double(trial[6]) == results.number("\(epoch).MetricAccuracyMSE"))
      #expect(Double(trial[7]) == results.number("\(epoch).loss"))
      #expect(Double(trial[8]) == results.number("\(epoch).B_initial_log10_mean"))
    }

    let timings = try run.rows("timings.csv")
    #expect(timings[0] == ["number", "rank", "host", "start", "seconds", "samples_per_second"])
    #expect(timings.dropFirst().map { $0[0] } == ["1", "2"])
    for timing in timings.dropFirst() {
      #expect(timing[3].wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
      #expect(try #require(Double(timing[4])) > 0)
      #expect(try #require(Double(timing[5])) > 0)
    }
  }

  @Test func theLogHasTheReferencesLines() async throws {
    let run = try await run(.trainNN)
    let form = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - trainer - (INFO|WARNING) - .+/
    for name in ["log.txt", "trial_0001/log.txt", "trial_0002/log.txt"] {
      let lines = try run.lines(name)
      #expect(lines.allSatisfy { $0.wholeMatch(of: form) != nil })
      #expect(lines.contains { $0.contains("Epoch 00005: training loss ") })
    }
    let text = try run.lines("log.txt").joined(separator: "\n")
    #expect(text.contains("convergence.epsilon_L: has no effect; did you mean"))
    #expect(text.contains("seed 1 (configured), 1 rank"))
    #expect(text.contains("8 training samples, 4 for validation"))
  }

  @Test func eachTrialHasItsEventsForTensorBoard() async throws {
    var example = try Example()
    try example.set("trainer.tensorboard", to: true)
    #expect(try await Program.trainNN.run(example).exitCode == 0)
    let files = example.folder.files(below: try RunFiles(example).logs)
    let events = files.filter { $0.contains("tfevents") }
    #expect(events.count == 1)
    #expect(events.first?.hasPrefix("trial_0001/events.out.tfevents.") == true)
  }

  @Test func withoutValidationThereAreNoValidationResults() async throws {
    var example = try Example()
    try example.remove("validation_data_loader")
    #expect(try await Program.trainNN.run(example).exitCode == 0)
    let run = try RunFiles(example)
    #expect(!example.folder.files(below: run.logs).contains { $0.contains("valid") })
    let summary = try run.json("summary.json")
    // Without thresholds the first trial counts.
    #expect(summary["converged"] == true)
    #expect(summary["trials_run"] == 1)
    let epoch = try #require(summary["best_epoch"]?.asInteger)
    #expect(
      summary.number("metric")
        == (try run.json("train_results.json").number("0000\(epoch).MetricAccuracyMSE")))
    #expect(
      summary.number("losses.B_initial_log10_mean")
        == (try run.json("train_eval_results.json").number("0000\(epoch).B_initial_log10_mean")))
  }

  @Test(arguments: Program.allCases)
  func aRunWhoseTrialsAllFailSaysSo(_ program: Program) async throws {
    var example = try Example()
    try example.set("optimizer", to: ["type": "SGD", "args": ["lr": 1e30]])
    let result = try await program.run(example)
    let run = try RunFiles(example)
    let table = example.folder.path("\(run.logs)/trials.csv")
    #expect(result.errors.count == 1)
    #expect(
      result.errors.first?.hasPrefix(
        "error: all 2 trials failed: see \(table): 2 times: the training loss became ") == true)
    #expect(result.exitCode == 1)
    let trials = try run.rows("trials.csv")
    #expect(trials.dropFirst().map { $0[3] } == ["failed", "failed"])
    #expect(trials[1][11].hasPrefix("the training loss became "))
    let summary = try run.json("summary.json")
    #expect(summary["best_trial"] == .null)
    #expect(summary["metric"] == .null)
    #expect(!example.folder.contains("\(run.models)/best_model.pth"))
  }

  @Test func aMapThatIsNotAllNumbersIsFoundBeforeAnythingIsWritten() async throws {
    let example = try Example()
    var map = try example.folder.bytes("data/ppdot_PMPS_train_3.npy")
    map.replaceSubrange((map.count - 8)..., with: [0, 0, 0, 0, 0, 0, 0xF8, 0x7F])
    try example.folder.write(map, to: "data/ppdot_PMPS_train_3.npy")
    let result = try await Program.trainNN.run(example)
    #expect(result.exitCode == 65)
    #expect(result.errors.count == 1)
    #expect(result.errors[0].contains("holds nan at [11, 11]"))
    #expect(result.errors[0].contains("(row 5 of "))
    #expect(!example.folder.contains("output"))
  }

  @Test func aRunWhoseConsoleIsFullStillFinishes() async throws {
    let example = try Example()
    let result = try await Command(
      "/bin/sh",
      [
        "-c", "exec \"$0\" --configuration \"$1\" > /dev/full", BuiltProducts.path("train-nn"),
        example.path,
      ], workingDirectory: example.folder.path
    ).run()
    #expect(result.exitCode == 0)
    #expect(try RunFiles(example).json("summary.json")["best_trial"] == .integer(1))
  }

  @Test func runsThatStartTogetherDoNotMix() async throws {
    let example = try Example()
    async let first = Program.trainNN.run(example)
    async let second = Program.trainNN.run(example)
    #expect(try await [first.exitCode, second.exitCode] == [0, 0])
    for folder in ["logs", "models"] {
      #expect(try example.folder.names(in: "output/\(folder)/Example").count == 2)
    }
  }

  @Test func inferenceLeavesItsTableAndALog() async throws {
    let run = try await run(.trainNN)
    let example = run.example
    let model = "\(run.models)/best_model.pth"
    let result = try await inferNN(example, model: model, ["--save_dir", "inference"])
    #expect(result.exitCode == 0)
    #expect(result.errorOutput == "")
    let stamp = try #require(example.folder.names(in: "inference/logs/Example").first)
    let logs = "inference/logs/Example/\(stamp)"
    #expect(example.folder.files(below: logs) == ["inference_results.csv", "log.txt"])
    let rows = try example.folder.text("\(logs)/inference_results.csv").split(separator: "\n")
      .map { $0.split(separator: ",") }
    #expect(
      rows[0].map(String.init)
        == ExampleDataset.labels.map { "target:\($0)" }
        + ExampleDataset.labels.map { "predicted:\($0)" })
    let values = rows.dropFirst().map { $0.compactMap { Double($0) } }
    #expect(values.count == example.validation.values.count)
    // The same model on the same samples: its losses are those of the validation pass.
    let summary = try run.json("summary.json")
    for (column, label) in ExampleDataset.labels.enumerated() {
      let squares = values.map { ($0[column + 2] - $0[column]) * ($0[column + 2] - $0[column]) }
      let loss = squares.reduce(0, +) / Double(squares.count)
      let reported = try #require(summary.number("losses.\(label)"))
      #expect(abs(loss - reported) <= 1e-5 * reported)
    }
  }

  /// Two trials of five epochs that cannot converge.
  private func run(_ program: Program) async throws -> RunFiles {
    var example = try Example()
    try example.set(
      "convergence", to: ["epsilon_L": 0.5, "B_initial_log10_mean_threshold": 1e-12])
    try example.set("trainer.epochs", to: 5)
    try example.set("trainer.save_period", to: 2)
    let result = try await program.run(example)
    #expect(result.errorOutput == "")
    #expect(result.exitCode == 0)
    return try RunFiles(example)
  }
}
