import Experiment
import Foundation
import NeuralNetwork
import TestSupport
import Testing

/// Continuing from a checkpoint.
struct ResumeTests {
  @Test func aCheckpointOfTheLastEpochLeavesNothingToTrain() async throws {
    let (example, run) = try await trained(savePeriod: 3)
    let model = "\(run.models)/checkpoint_trial1_epoch3.pth"
    for program in Program.allCases {
      let result = try await program.run(
        example, ["--trained_model", model, "--save_dir", "other"])
      #expect(
        result.errors == [
          "error: \(example.path): trainer.epochs: is 3, but \(model) has been trained for 3 already:"
            + " set it higher to train on"
        ])
      #expect(result.exitCode == 78)
      #expect(!example.folder.contains("other"))
    }
  }

  @Test func aCheckpointOfAnotherArchitectureIsRefusedWithBothShapes() async throws {
    var (example, run) = try await trained(savePeriod: 2)
    try example.set("arch.args", to: ["input_shape": [1, 12, 12], "num_parameters": 2])
    try example.setLoaders("filter_inputs", to: [1])
    let model = "\(run.models)/best_model.pth"
    let result = try await Program.trainNN.run(
      example, ["--trained_model", model, "--save_dir", "other"])
    #expect(
      result.errorOutput
        == "error: \(model): does not fit \(example.path): conv1.weight: has the"
        + " shape [32, 2, 3, 3], but the model expects [32, 1, 3, 3]\n")
    #expect(result.exitCode == 78)
    #expect(!example.folder.contains("other"))
    let inference = try await inferNN(example, model: model, ["--save_dir", "other"])
    #expect(inference.errorOutput == result.errorOutput)
    #expect(inference.exitCode == 78)
  }

  @Test func anotherLearningRateThanTheCheckpointsIsRefused() async throws {
    let (example, run) = try await trained(savePeriod: 2)
    let model = "\(run.models)/checkpoint_trial1_epoch2.pth"
    let result = try await Program.trainNN.run(
      example, ["--trained_model", model, "--lr", "0.5", "--save_dir", "other"])
    #expect(
      result.errorOutput
        == "error: \(model): does not fit \(example.path): optimizer.args.lr: is 0.001 in the"
        + " checkpoint, but 0.5 here\n")
    #expect(result.exitCode == 78)
    #expect(!example.folder.contains("other"))
  }

  @Test func aResumedTrialGoesOnAsIfItHadNotStopped() async throws {
    let (example, whole) = try await trained(savePeriod: 2)
    let result = try await Program.trainNN.run(
      example, ["--trained_model", "\(whole.models)/checkpoint_trial1_epoch2.pth"])
    #expect(result.errorOutput == "")
    #expect(result.exitCode == 0)
    let resumed = try RunFiles(example)
    #expect(resumed.logs != whole.logs)
    for name in ["train_results.json", "train_eval_results.json", "valid_results.json"] {
      let results = try resumed.json("trial_0001/\(name)")
      #expect(results.members.keys.sorted() == ["00003"])
      #expect(results["00003"] == (try whole.json("trial_0001/\(name)"))["00003"])
    }
  }

  @Test func aTrialThatFindsNothingBetterKeepsTheModelItStartedWith() async throws {
    var (example, first) = try await trained(savePeriod: 3)
    // Labels that no map suggests: the loss on them is far above all so far.
    let rows = try example.folder.text("data/dataset_test.csv").split(separator: "\n")
    let far = rows.dropFirst().map {
      ($0.split(separator: ",").prefix(3) + ["60", "60"]).joined(separator: ",")
    }
    try example.folder.write(
      ([String(rows[0])] + far).joined(separator: "\n"), to: "data/dataset_test.csv")
    try example.set("trainer.epochs", to: 5)
    try example.set("trials", to: 1)
    let model = "\(first.models)/best_model_trial1.pth"
    let result = try await Program.trainNN.run(example, ["--trained_model", model])
    #expect(result.errorOutput == "")
    #expect(result.exitCode == 0)
    let second = try RunFiles(example)
    #expect(example.folder.contains("\(second.models)/best_model.pth"))
    #expect(
      try second.json("summary.json")["metric"] == first.json("summary.json")["metric"])
  }

  /// An example that one trial of three epochs has been trained on, with its run.
  private func trained(savePeriod: Int) async throws -> (example: Example, run: RunFiles) {
    var example = try Example()
    try example.set("trainer.save_period", to: .integer(savePeriod))
    let result = try await Program.trainNN.run(example)
    #expect(result.exitCode == 0)
    return (example, try RunFiles(example))
  }
}
