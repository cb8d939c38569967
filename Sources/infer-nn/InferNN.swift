import ArgumentParser
import CommandLineOptions
import Experiment

/// Applies a trained model to the test samples.
@main
struct InferNN: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "infer-nn",
    abstract: "Apply a trained model to the test samples of a configuration.",
    discussion: """
      Writes inference_results.csv, a line a sample: its labels, then what the model reads off its \
      maps, in physical units. Models are .pth files of train-nn, train-distributed or PyTorch.
      """)

  @Option(
    name: .customLong("configuration"),
    help: ArgumentHelp("The configuration.", valueName: "file.json"))
  var file: String

  @Option(
    name: .customLong("trained_model"),
    help: ArgumentHelp("The trained model.", valueName: "file.pth"))
  var model: String

  @Option(
    name: .customLong("samples"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Samples of the test dataset, counted from 0; all without this option.", valueName: "n"))
  var samples: [Int] = []

  @Option(
    name: .customLong("dataset"),
    help: ArgumentHelp("The table of the test samples.", valueName: "file.csv"))
  var dataset: String?

  @OptionGroup var shared: SharedOverrideOptions

  @Option(
    name: .customLong("save_dir"),
    help: ArgumentHelp("The folder for the results.", valueName: "folder"))
  var saveFolder: String?

  func run() throws {
    do {
      var overrides = shared.overrides
      overrides.testDataset = dataset
      overrides.inferenceFolder = saveFolder
      let configuration = try Configuration(ConfigurationFile(path: file, overrides))
      let inference = try Inference(configuration, modelPath: model)
      _ = try inference.run(samples: samples.isEmpty ? nil : samples)
    } catch {
      throw CommandEnd.report(error)
    }
  }
}
