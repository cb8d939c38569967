import Experiment
import Foundation
import MapDataset
import NamedSettings
import NeuralNetwork
import TestSupport
import Testing

/// The users' configuration files, which `Configs` holds equivalents of.
struct ShippedConfigurationTests {
  @Test func theDocumentedExampleIsReadAsItStands() throws {
    let configuration = try read("config_train_cnn.json")
    #expect(configuration.name == "Convolution")
    #expect(configuration.trialCount == 8)
    #expect(configuration.thresholds.count == 9)
    #expect(configuration.thresholds["h_c"] == 0.5)
    #expect(configuration.thresholds["vk_c"] == 10)
    #expect(configuration.architecture.type == "ModelConv")
    #expect(configuration.architecture.args == ["input_shape": [3, 32, 32], "num_parameters": 2])
    #expect(configuration.initializer.type == "InitializerKaiming")
    #expect(configuration.optimizer.type == "Adam")
    #expect(configuration.optimizer.args == ["lr": 1e-05, "weight_decay": 0])
    #expect(configuration.loss.type == "LossMSE")
    #expect(configuration.metric.type == "MetricAccuracyMSE")
    #expect(configuration.scheduler?.type == "StepLR")
    #expect(configuration.scheduler?.args == ["step_size": 128, "gamma": 0.1])
    #expect(configuration.resumedCheckpoint == nil)
    #expect(configuration.trainer.epochs == 1024)
    #expect(configuration.trainer.saveFolder == "data/example_learning_nn")
    #expect(configuration.trainer.savePeriod == 1000)
    #expect(configuration.trainer.verbosity == 1)
    #expect(configuration.trainer.earlyStop == 32)
    #expect(configuration.trainer.tensorBoard)
    #expect(configuration.inferenceFolder == "data/example_inference_nn")
    let warning = "convergence.epsilon_L: has no effect; did you mean \"epsilon_L_threshold\"?"
    #expect(configuration.warnings == [warning])
    let folder = "data/example_generator_magrot"
    let training = configuration.training
    #expect(training.datasetPath == "\(folder)/dataset_train.csv")
    #expect(training.statisticPath == "\(folder)/statistics_train.json")
    #expect(training.batchSize == 8)
    #expect(training.inputColumns == [9, 10, 11])
    #expect(training.labelColumns == [15, 16])
    #expect(training.shuffles)
    #expect(training.scaling == .none)
    #expect(configuration.validation?.datasetPath == "\(folder)/dataset_train.csv")
    #expect(configuration.validation?.shuffles == false)
    #expect(configuration.test?.datasetPath == "\(folder)/dataset_test.csv")
    #expect(configuration.test?.batchSize == 1)
  }

  @Test(arguments: [
    ("CNN", "Convolution", "ModelConv", 1, 1e-05), ("MLP", "Linear", "ModelLinear", 0, 1e-04),
  ])
  func theDefaultsDifferFromItAsDocumented(
    suffix: String, name: String, architecture: String, gpuCount: Int, learningRate: Double
  ) throws {
    let configuration = try read("config_multiparameter_\(suffix).json")
    #expect(configuration.name == name)
    #expect(configuration.architecture.type == architecture)
    #expect(configuration.gpuCount == gpuCount)
    #expect(configuration.optimizer.args["lr"] == .real(learningRate))
    #expect(configuration.training.scaling == .standardize)
    #expect(configuration.validation?.scaling == .standardize)
    #expect(configuration.test?.scaling == .standardize)
    #expect(
      configuration.validation?.datasetPath == "data/example_generator_magrot/dataset_test.csv")
    #expect(configuration.scheduler?.args["step_size"] == 1024)
    #expect(configuration.trainer.earlyStop == 128)
    #expect(configuration.resumedCheckpoint == nil)
    let gpuWarning = "n_gpu: 1 asked for, but this program runs on the CPU"
    #expect(configuration.warnings.contains(gpuWarning) == (gpuCount == 1))
  }

  @Test func theSequentialExampleIsTheOneOfTheGuide() throws {
    let configuration = try read("config_sequential.json")
    #expect(configuration.warnings.isEmpty)
    let guide = try String(
      contentsOf: Self.package.appending(path: "MODELS.md"), encoding: .utf8)
    let block = try #require(
      guide.split(separator: "```json\n").last?.split(separator: "```").first)
    let folder = try TemporaryFolder()
    try folder.write(String(block), to: "guide.json")
    let shown = try ConfigurationFile(path: folder.path("guide.json"))
    let arch = try #require(shown["arch"])
    #expect(arch == configuration.members["arch"])
    // Each type has its line, with the arguments that an error lists as valid.
    for type in Registries.layers.names {
      let line = try #require(guide.split(separator: "\n").first { $0.hasPrefix("| `\(type)` |") })
      let error = #expect(throws: SettingError.self) {
        var args: [String: SettingValue] = ["no_argument": 1]
        for name in ["out_channels", "kernel_size", "output_size", "out_features"]
        where line.contains("`\(name)`") {
          args[name] = 1
        }
        _ = try Registries.layers.make(type: type, args: args)
      }
      for argument in line.split(separator: "`").dropFirst(3).enumerated()
      where argument.offset.isMultiple(of: 2) {
        #expect(error?.reason.contains(argument.element) == true, "\(type): \(argument.element)")
      }
    }
  }

  private static let package = URL(filePath: #filePath).appending(path: "../../..").standardized

  private func read(_ name: String) throws -> Configuration {
    try Configuration(
      ConfigurationFile(path: Self.package.appending(path: "Configs/\(name)").path()))
  }
}
