import Checkpoint
import Experiment
import Foundation
import NamedSettings
import NeuralNetwork
import TestSupport
import Testing

/// A run that was interrupted and resumed is the run without interruption.
struct ResumeTests {
  /// Ways to train, each with a state of its own that a checkpoint has to carry.
  enum Way: CaseIterable {
    case adamWithSteps, batchNormalizationAndDropout, oneCycle
    case rateBelowZero, nesterovWithoutMomentum, stepsWithoutMomentum

    func set(_ example: inout Example) throws {
      switch self {
      case .adamWithSteps:
        try example.set(
          "lr_scheduler", to: ["type": "StepLR", "args": ["step_size": 3, "gamma": 0.5]])
      case .batchNormalizationAndDropout:
        try example.set("arch", to: Self.sequential)
        try example.set(
          "optimizer",
          to: ["type": "SGD", "args": ["lr": 0.01, "momentum": 0.9, "nesterov": true]])
        try example.set(
          "lr_scheduler",
          to: ["type": "ReduceLROnPlateau", "args": ["factor": 0.5, "patience": 0]])
      case .oneCycle:
        try example.set(
          "optimizer", to: ["type": "AdamW", "args": ["lr": 0.001, "amsgrad": true]])
        try example.set(
          "lr_scheduler", to: ["type": "OneCycleLR", "args": ["max_lr": 0.01, "total_steps": 13]])
      case .rateBelowZero:
        // After four epochs the rate is -5.6e-21, as in PyTorch.
        try example.set(
          "lr_scheduler",
          to: [
            "type": "LinearLR",
            "args": ["start_factor": 0.1, "end_factor": 0, "total_iters": 4],
          ])
      case .nesterovWithoutMomentum:
        try example.set(
          "optimizer",
          to: ["type": "SGD", "args": ["lr": 0.01, "momentum": 0.9, "nesterov": true]])
        try example.set("lr_scheduler", to: Self.momentumOfZeroAfterFiveEpochs)
      case .stepsWithoutMomentum:
        try example.set(
          "optimizer", to: ["type": "RMSprop", "args": ["lr": 0.01, "momentum": 0.9]])
        try example.set("lr_scheduler", to: Self.momentumOfZeroAfterFiveEpochs)
      }
    }

    private static let momentumOfZeroAfterFiveEpochs: SettingValue = [
      "type": "CyclicLR",
      "args": [
        "base_lr": 0.0001, "max_lr": 0.001, "step_size_up": 5, "base_momentum": 0,
        "max_momentum": 0.9,
      ],
    ]

    private static let sequential: SettingValue = [
      "type": "ModelSequential",
      "args": [
        "input_shape": [2, 12, 12],
        "layers": [
          ["type": "Conv2d", "args": ["out_channels": 4, "kernel_size": 3]],
          ["type": "BatchNorm2d"], ["type": "ReLU"],
          ["type": "MaxPool2d", "args": ["kernel_size": 2]], ["type": "Flatten"],
          ["type": "Dropout", "args": ["p": 0.3]],
          ["type": "Linear", "args": ["out_features": 2]],
        ],
      ],
    ]
  }

  @Test(arguments: Way.allCases)
  func aResumedTrialGoesOnAsIfNothingHadHappened(_ way: Way) async throws {
    var example = try Example()
    try way.set(&example)
    try example.set("trials", to: 1)
    try example.set("trainer.save_period", to: 5)
    try example.set("trainer.epochs", to: 12)
    let whole = try await train(example, into: "whole")
    try example.set("trainer.epochs", to: 5)
    let start = try await train(example, into: "start")
    try example.set("trainer.epochs", to: 12)
    let rest = try await train(
      example, into: "rest",
      ["--trained_model", "\(start.models)/checkpoint_trial1_epoch5.pth"])

    try expect(rest, isTheEndOf: whole, after: 5)
    #expect(try rest.bytes("trials.csv") == whole.bytes("trials.csv"))
    for name in ["best_model.pth", "checkpoint_trial1_epoch10.pth"] {
      #expect(try rest.model(name) == whole.model(name), "\(name)")
    }
  }

  @Test func aResumedTrialKeepsItsBestModelAndStopsEarlyWhereItWouldHave() async throws {
    var example = try Example()
    try example.set("trials", to: 1)
    try example.set("optimizer.args.lr", to: 0.02)
    for (key, value) in [("epochs", 400), ("early_stop", 6), ("save_period", 1)] {
      try example.set("trainer.\(key)", to: .integer(value))
    }
    let whole = try await train(example, into: "whole")
    let row = try #require(try whole.table("trials.csv").first)
    let best = try #require(row["best_epoch"].flatMap { Int($0) })
    #expect(row["epochs"] == "\(best + 7)")

    let rest = try await train(
      example, into: "rest",
      ["--trained_model", "\(whole.models)/checkpoint_trial1_epoch\(best + 3).pth"])
    try expect(rest, isTheEndOf: whole, after: best + 3)
    #expect(try rest.bytes("trials.csv") == whole.bytes("trials.csv"))
    #expect(
      try Data(contentsOf: URL(filePath: "\(rest.models)/best_model.pth"))
        == Data(contentsOf: URL(filePath: "\(whole.models)/best_model.pth")))
  }

  @Test func withoutTheBestModelBesideItTheBestIsThatOfTheEpochsToCome() async throws {
    var example = try Example()
    try example.set("trials", to: 1)
    try example.set("optimizer.args.lr", to: 0.02)
    try example.set("trainer.early_stop", to: 6)
    try example.set("trainer.epochs", to: 400)
    try example.set("trainer.save_period", to: 1)
    let whole = try await train(example, into: "whole")
    let best = try #require(
      try whole.table("trials.csv").first?["best_epoch"].flatMap { Int($0) })
    let name = "checkpoint_trial1_epoch\(best + 3).pth"
    let checkpoint = example.folder.path(name)
    try FileManager.default.copyItem(atPath: "\(whole.models)/\(name)", toPath: checkpoint)

    try example.set("trainer.epochs", to: .integer(best + 4))
    let rest = try await train(example, into: "rest", ["--trained_model", checkpoint])
    #expect(try rest.table("trials.csv").first?["best_epoch"] == "\(best + 4)")
    #expect(
      try rest.text("log.txt").contains(
        "\(checkpoint): the best model so far, of epoch \(best), is not beside it: the best is"
          + " that of the epochs to come"))
  }

  @Test func theBestOfAnotherMetricIsNotCompared() async throws {
    var example = try Example()
    try example.set("trials", to: 1)
    try example.set("metric.type", to: "MetricAccuracyMAE")
    try example.set("trainer.save_period", to: 3)
    try example.set("lr_scheduler", to: ["type": "ReduceLROnPlateau", "args": ["patience": 0]])
    let start = try await train(example, into: "start")
    let checkpoint = "\(start.models)/checkpoint_trial1_epoch3.pth"
    let told = ": the best is that of the epochs to come"

    try example.set("trainer.epochs", to: 4)
    try example.set("metric.type", to: "MetricAccuracyMSE")
    let squares = try await train(example, into: "squares", ["--trained_model", checkpoint])
    #expect(try squares.table("trials.csv").first?["best_epoch"] == "4")
    #expect(
      try squares.text("log.txt").contains(
        "\(checkpoint): metric.type: is \"MetricAccuracyMAE\" in the checkpoint, but"
          + " \"MetricAccuracyMSE\" here\(told)"))
    // The scheduler has seen one epoch, which was its best so far.
    let state = try Checkpoint(contentsOf: "\(squares.models)/best_model.pth").scheduler
    let metric = try #require(squares.results("valid_results")["00004"]?["MetricAccuracyMSE"])
    #expect(state?["best"]?.asReal == metric)
    #expect(state?["num_bad_epochs"]?.asInteger == 0)

    try example.set("metric.type", to: "MetricAccuracyMAE")
    try example.set("loss.type", to: "LossMAE")
    let absolute = try await train(example, into: "absolute", ["--trained_model", checkpoint])
    #expect(try absolute.table("trials.csv").first?["best_epoch"] == "4")
    #expect(
      try absolute.text("log.txt").contains(
        "\(checkpoint): loss.type: is \"LossMSE\" in the checkpoint, but \"LossMAE\" here\(told)"))
  }

  @Test func aLaterTrialResumesAsThatTrialAndRestartsGoOnFromThere() async throws {
    var example = try Example()
    try example.set("trials", to: 3)
    try example.set(
      "convergence", to: .object(["\(ExampleDataset.labels[0])_threshold": 0]))
    try example.set("trainer.epochs", to: 6)
    try example.set("trainer.save_period", to: 4)
    let whole = try await train(example, into: "whole")
    let rest = try await train(
      example, into: "rest",
      ["--trained_model", "\(whole.models)/checkpoint_trial2_epoch4.pth"])

    #expect(try rest.table("trials.csv") == Array(whole.table("trials.csv").dropFirst()))
    for name in RunOutput.resultsNames {
      let third = "trial_0003/\(name).json"
      #expect(try rest.bytes(third) == whole.bytes(third))
    }
    for trial in [2, 3] {
      let name = "best_model_trial\(trial).pth"
      #expect(try rest.model(name) == whole.model(name))
    }
    #expect(!rest.entries().keys.contains("logs/trial_0001"))
  }

  @Test func aResumedTrialBeyondTheConfiguredNumberRunsAlone() async throws {
    var example = try Example()
    try example.set(
      "convergence", to: .object(["\(ExampleDataset.labels[0])_threshold": 0]))
    try example.set("trainer.save_period", to: 2)
    let whole = try await train(example, into: "whole")
    try example.set("trials", to: 1)
    let rest = try await train(
      example, into: "rest",
      ["--trained_model", "\(whole.models)/checkpoint_trial2_epoch2.pth"])
    #expect(try rest.table("trials.csv") == Array(whole.table("trials.csv").dropFirst()))
  }

  @Test func withoutASeedTheCheckpointsSeedGoesOn() async throws {
    var example = try Example()
    try example.remove("seed")
    try example.set("trainer.epochs", to: 8)
    try example.set("trainer.save_period", to: 3)
    let whole = try await train(example, into: "whole")
    let rest = try await train(
      example, into: "rest",
      ["--trained_model", "\(whole.models)/checkpoint_trial1_epoch3.pth"])
    try expect(rest, isTheEndOf: whole, after: 3)
    let used = try ConfigurationFile(path: "\(rest.logs)/config.json")
    #expect(try used["seed"] == ConfigurationFile(path: "\(whole.logs)/config.json")["seed"])
    #expect(try rest.text("log.txt").contains("(checkpoint)"))
  }

  private func expect(_ rest: RunOutput, isTheEndOf whole: RunOutput, after epoch: Int) throws {
    for name in RunOutput.resultsNames {
      let expected = try whole.results(name).filter { Int($0.key) ?? 0 > epoch }
      #expect(!expected.isEmpty)
      #expect(try rest.results(name) == expected, "\(name)")
    }
  }
}
