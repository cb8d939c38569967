import Experiment
import LaunchSupport
import NamedSettings
import NeuralNetwork
import TestSupport
import Testing

/// The options that put values in place of the configuration's.
struct OptionTests {
  private static let shared = [
    "--dataset_statistics", "--filter_inputs", "--filter_labels", "--input_shape",
    "--num_parameters", "--normalize", "--standardize", "--save_dir",
  ]
  private static let training =
    shared + [
      "--dataset_training", "--dataset_validation", "--batch_size", "--lr", "--initializer",
      "--trained_model",
    ]
  private static let inference =
    shared + ["--configuration", "--trained_model", "--samples", "--dataset"]

  @Test(arguments: [
    ("train-nn", training + ["--configuration"]), ("train-distributed", training),
    ("infer-nn", inference),
  ])
  func helpExplainsEveryOption(program: String, options: [String]) async throws {
    let result = try await Command(BuiltProducts.path(program), ["--help"]).run()
    #expect(result.exitCode == 0)
    #expect(result.errorOutput == "")
    // The usage line names each option once; the list below it explains each.
    let list = try #require(result.output.components(separatedBy: "OPTIONS:").last)
    for option in options { #expect(list.contains("\n  \(option) <")) }
  }

  @Test func underMPIRunHelpIsShownOnce() async throws {
    let result = try await Command.mpirun(ranks: 2, "train-distributed", ["--help"]).run()
    #expect(result.exitCode == 0)
    #expect(result.output.components(separatedBy: "OVERVIEW:").count == 2)
  }

  @Test(arguments: Program.allCases)
  func aTruthValueIsOneOfFourWords(_ program: Program) async throws {
    let example = try Example()
    let result = try await program.run(example, ["--normalize", "maybe"])
    #expect(
      result.errors == [
        "Error: The value 'maybe' is invalid for '--normalize <0|1>'. Please provide one of '0', '1',"
          + " 'true' or 'false'."
      ])
    #expect(result.errorOutput.components(separatedBy: "Usage: train-").count == 2)
    #expect(result.exitCode == 64)
    #expect(!example.folder.contains(Example.outputName))
  }

  @Test(arguments: Program.allCases)
  func trainingTakesEveryOption(_ program: Program) async throws {
    var example = try Example()
    let other = try ExampleDataset("other", samples: 6, in: example.folder)
    let options = [
      "--dataset_training", other.table, "--dataset_validation", example.training.table,
      "--dataset_statistics", other.statistics, "--filter_inputs", "2", "--filter_labels", "4",
      "--input_shape", "1", "12", "12", "--num_parameters", "1", "--normalize", "TRUE",
      "--standardize", "0", "--batch_size", "3", "--lr", "0.01", "--save_dir", "other",
      "--initializer", "InitializerXavier",
    ]
    let result = try await program.run(example, options)
    #expect(result.errorOutput == "")
    #expect(result.exitCode == 0)
    #expect(!example.folder.contains(Example.outputName))
    let stamp = try #require(example.folder.names(in: "other/logs/Example").first)
    let used = try ConfigurationFile(
      path: example.folder.path("other/logs/Example/\(stamp)/config.json"))
    let expected: [String: SettingValue] = [
      "training_data_loader.args.dataset_path": .string(other.table),
      "validation_data_loader.args.dataset_path": .string(example.training.table),
      "test_data_loader.args.statistic_path": .string(other.statistics),
      "training_data_loader.args.filter_inputs": [2],
      "validation_data_loader.args.filter_labels": [4], "arch.args.input_shape": [1, 12, 12],
      "arch.args.num_parameters": 1, "training_data_loader.args.normalize": true,
      "validation_data_loader.args.standardize": false, "training_data_loader.args.batch_size": 3,
      "optimizer.args.lr": 0.01, "trainer.save_dir": "other",
      "weights_initializer.type": "InitializerXavier",
    ]
    for (key, value) in expected { #expect(used[key] == value, "\(key)") }

    try example.set("trainer.epochs", to: 5)
    let model = "other/models/Example/\(stamp)/best_model.pth"
    let resumed = try await program.run(example, options + ["--trained_model", model])
    #expect(resumed.errorOutput == "")
    #expect(resumed.exitCode == 0)
    let log = try #require(example.folder.names(in: "other/logs/Example").last)
    #expect(
      try example.folder.text("other/logs/Example/\(log)/trial_0001/log.txt")
        .contains("resumed after epoch"))
  }

  @Test func inferenceTakesEveryOption() async throws {
    var example = try Example()
    try example.setLoaders("filter_inputs", to: [2])
    try example.setLoaders("filter_labels", to: [4])
    try example.set("arch.args", to: ["input_shape": [1, 12, 12], "num_parameters": 1])
    #expect(try await Program.trainNN.run(example).exitCode == 0)
    let stamp = try #require(example.folder.names(in: "output/models/Example").first)
    try example.setLoaders("filter_inputs", to: [0])
    try example.setLoaders("filter_labels", to: [3])
    try example.setLoaders("standardize", to: false)
    let result = try await inferNN(
      example, model: "output/models/Example/\(stamp)/best_model.pth",
      [
        "--samples", "5", "0", "2", "--dataset", example.training.table, "--dataset_statistics",
        example.training.statistics, "--filter_inputs", "2", "--filter_labels", "4",
        "--input_shape", "1", "12", "12", "--num_parameters", "1", "--normalize", "False",
        "--standardize", "1", "--save_dir", "other",
      ])
    #expect(result.errorOutput == "")
    #expect(result.exitCode == 0)
    let log = try #require(example.folder.names(in: "other/logs/Example").first)
    let table = try example.folder.text("other/logs/Example/\(log)/inference_results.csv")
    let rows = table.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows[0] == ["target:P_initial_log10_mean", "predicted:P_initial_log10_mean"])
    let targets = rows.dropFirst().compactMap { Float($0[0]) }
    #expect(targets == [5, 0, 2].map { Float(example.training.values[$0][1]) })
  }

  @Test func aSampleThatThereIsNotIsAUsageError() async throws {
    let example = try Example()
    #expect(try await Program.trainNN.run(example).exitCode == 0)
    let stamp = try #require(example.folder.names(in: "output/models/Example").first)
    let result = try await inferNN(
      example, model: "output/models/Example/\(stamp)/best_model.pth",
      ["--samples", "0", "4", "--save_dir", "other"])
    #expect(result.errorOutput == "error: --samples 4: the test dataset has the samples 0 to 3\n")
    #expect(result.exitCode == 64)
    #expect(!example.folder.contains("other"))
  }
}
