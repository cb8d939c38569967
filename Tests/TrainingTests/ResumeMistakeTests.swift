import Checkpoint
import Experiment
import Foundation
import NamedSettings
import NeuralNetwork
import TestSupport
import Testing

/// A checkpoint that does not fit is refused before anything is written, in a line that names the
/// first tensor or setting and both shapes or values.
struct ResumeMistakeTests {
  /// A change of the configuration after the checkpoint was written, and what must be said.
  struct Change: Sendable, CustomStringConvertible {
    let key: String
    let value: SettingValue
    let message: String

    init(_ key: String, _ value: SettingValue, _ message: String) {
      self.key = key
      self.value = value
      self.message = message
    }

    var description: String { key }
  }

  private static let changes = [
    Change(
      "arch", ["type": "ModelLinear", "args": ["input_shape": [2, 12, 12], "num_parameters": 2]],
      "arch: is ModelConv in the checkpoint, but ModelLinear here: fc1.weight: has the shape"
        + " [64, 64], but the model expects [2, 288]"),
    Change(
      "optimizer.type", "AdamW",
      "optimizer.type: is \"Adam\" in the checkpoint, but \"AdamW\" here"),
    Change(
      "optimizer.args.lr", 0.5, "optimizer.args.lr: is 0.001 in the checkpoint, but 0.5 here"),
    Change(
      "optimizer.args.betas", [0.5, 0.999],
      "optimizer.args.betas: is [0.9, 0.999] in the checkpoint, but [0.5, 0.999] here"),
    Change(
      "optimizer.args.weight_decay", 0.1,
      "optimizer.args.weight_decay: is 0.0 in the checkpoint, but 0.1 here"),
    Change(
      "lr_scheduler.args.step_size", 4,
      "lr_scheduler.args.step_size: is 2 in the checkpoint, but 4 here"),
    Change(
      "lr_scheduler", ["type": "ExponentialLR", "args": ["gamma": 0.5]],
      "lr_scheduler.type: is \"StepLR\" in the checkpoint, but \"ExponentialLR\" here"),
  ]

  /// A run of three epochs, whose configuration then names its checkpoint.
  private func interrupted() async throws -> (example: Example, checkpoint: String) {
    var example = try Example()
    try example.set("trials", to: 1)
    try example.set("trainer.save_period", to: 3)
    try example.set(
      "lr_scheduler", to: ["type": "StepLR", "args": ["step_size": 2, "gamma": 0.5]])
    let output = try await train(example, into: "start")
    let checkpoint = "\(output.models)/checkpoint_trial1_epoch3.pth"
    try example.set("trainer.epochs", to: 6)
    try example.set(
      "resume_training", to: ["resume": true, "checkpoint": .string(checkpoint)])
    return (example, checkpoint)
  }

  /// What is said of the example's configuration.
  private func refusal(_ example: Example) throws -> ExperimentError? {
    let error = #expect(throws: ExperimentError.self) {
      try TrainingSetup(try example.configuration()).checkStart()
    }
    #expect(!example.folder.contains(Example.outputName))
    return error
  }

  @Test(arguments: changes)
  func whatDoesNotFitIsNamed(_ change: Change) async throws {
    var (example, checkpoint) = try await interrupted()
    try TrainingSetup(try example.configuration()).checkStart()
    try example.set(change.key, to: change.value)
    #expect(
      try refusal(example)
        == ExperimentError(
          .configuration, "\(checkpoint): does not fit \(example.path): \(change.message)"))
  }

  @Test func argumentsThatASchedulersStateDoesNotHoldAreCompared() async throws {
    var (example, _) = try await interrupted()
    try example.remove("resume_training")
    try example.set(
      "lr_scheduler", to: ["type": "MultiStepLR", "args": ["milestones": [3, 5], "gamma": 0.5]])
    let output = try await train(example, into: "milestones")
    let checkpoint = "\(output.models)/checkpoint_trial1_epoch3.pth"
    try example.set(
      "resume_training", to: ["resume": true, "checkpoint": .string(checkpoint)])
    try example.set("lr_scheduler.args.milestones", to: [3, 7, 8])
    #expect(
      try refusal(example)?.description
        == "\(checkpoint): does not fit \(example.path): lr_scheduler.args.milestones: is [3, 5] in"
        + " the checkpoint, but [3, 7, 8] here")
  }

  /// A change of a scheduler's arguments, and what is said of it when only the optimizer's state
  /// tells the value before.
  private static let scheduled: [(type: String, argument: String, value: Double, said: String)] = [
    ("OneCycleLR", "max_lr", 0.02, "is 0.01 in the checkpoint, but 0.02 here"),
    ("OneCycleLR", "div_factor", 5, "gives the first rate 0.001 in the checkpoint, but 0.002 here"),
    (
      "OneCycleLR", "final_div_factor", 5,
      "gives the last rate 0.0001 in the checkpoint, but 0.0002 here"
    ),
    ("OneCycleLR", "base_momentum", 0.5, "is 0.85 in the checkpoint, but 0.5 here"),
    ("CyclicLR", "base_lr", 0.002, "is 0.001 in the checkpoint, but 0.002 here"),
    ("CyclicLR", "max_momentum", 0.5, "is 0.9 in the checkpoint, but 0.5 here"),
  ]

  @Test func settingsOfTheSchedulerInTheOptimizersStateAreNamedAsTheSchedulers() async throws {
    var (example, _) = try await interrupted()
    try example.remove("resume_training")
    for (type, args) in [
      (
        "OneCycleLR",
        ["max_lr": 0.01, "total_steps": 6, "div_factor": 10, "final_div_factor": 10]
          as [String: SettingValue]
      ), ("CyclicLR", ["base_lr": 0.001, "max_lr": 0.01, "step_size_up": 2]),
    ] {
      try example.set("lr_scheduler", to: ["type": .string(type), "args": .object(args)])
      let output = try await train(example, into: type)
      // As other programs save it: without a configuration and without the scheduler's state.
      let path = example.folder.path("\(type).pth")
      var checkpoint = try Checkpoint(
        contentsOf: "\(output.models)/checkpoint_trial1_epoch3.pth")
      (checkpoint.configuration, checkpoint.scheduler) = (nil, nil)
      try Data(checkpoint.encoded()).write(to: URL(filePath: path))
      var resumed = example
      try resumed.set("resume_training", to: ["resume": true, "checkpoint": .string(path)])
      try TrainingSetup(try resumed.configuration()).checkStart()
      for change in Self.scheduled where change.type == type {
        var changed = resumed
        let key = "lr_scheduler.args.\(change.argument)"
        try changed.set(key, to: .real(change.value))
        #expect(
          try refusal(changed)?.description
            == "\(path): does not fit \(example.path): \(key): \(change.said)")
      }
    }
  }

  @Test func anotherShapeIsNamedByItsFirstTensor() async throws {
    var (example, checkpoint) = try await interrupted()
    try example.setLoaders("filter_inputs", to: [1])
    try example.set("arch.args.input_shape", to: [1, 12, 12])
    #expect(
      try refusal(example)
        == ExperimentError(
          .configuration,
          "\(checkpoint): does not fit \(example.path): conv1.weight: has the shape [32, 2, 3, 3],"
            + " but the model expects [32, 1, 3, 3]"))
  }

  @Test func layersWithoutWeightsCountAsWell() async throws {
    var example = try Example()
    func sequential(_ activation: SettingValue) -> SettingValue {
      [
        "type": "ModelSequential",
        "args": [
          "input_shape": [2, 12, 12],
          "layers": [
            ["type": "Flatten"], ["type": "Linear", "args": ["out_features": 8]],
            ["type": activation], ["type": "Linear", "args": ["out_features": 2]],
          ],
        ],
      ]
    }
    try example.set("arch", to: sequential("Tanh"))
    let output = try await train(example, into: "start")
    let checkpoint = "\(output.models)/best_model.pth"
    try example.set("trainer.epochs", to: 6)
    try example.set("arch", to: sequential("Sigmoid"))
    try example.set(
      "resume_training", to: ["resume": true, "checkpoint": .string(checkpoint)])
    #expect(
      try refusal(example)?.description
        == "\(checkpoint): does not fit \(example.path): arch.args.layers[2].type: is \"Tanh\" in"
        + " the checkpoint, but \"Sigmoid\" here")
  }

  @Test func aTrialThatHasRunAllItsEpochsIsNotResumed() async throws {
    var (example, checkpoint) = try await interrupted()
    try example.set("trainer.epochs", to: 3)
    #expect(
      try refusal(example)
        == ExperimentError(
          .configuration,
          "\(example.path): trainer.epochs: is 3, but \(checkpoint) has been trained for 3 already:"
            + " set it higher to train on"))
  }

  @Test func aTrialThatHasStoppedEarlyIsNotResumed() async throws {
    var example = try Example()
    try example.set("trials", to: 1)
    try example.set("optimizer.args.lr", to: 0.02)
    try example.set("trainer.epochs", to: 400)
    try example.set("trainer.early_stop", to: 2)
    try example.set("trainer.save_period", to: 1)
    let output = try await train(example, into: "start")
    let last = try #require(try output.table("trials.csv").first?["epochs"])
    let checkpoint = "\(output.models)/checkpoint_trial1_epoch\(last).pth"
    try example.set(
      "resume_training", to: ["resume": true, "checkpoint": .string(checkpoint)])
    #expect(
      try refusal(example)?.description
        == "\(example.path): trainer.early_stop: is 2, but \(checkpoint) has not improved for 3"
        + " epochs already: set it higher to train on")
  }
}
