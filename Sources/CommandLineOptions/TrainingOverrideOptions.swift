import ArgumentParser
import Experiment

/// The options that put values in place of the configuration's for training.
public struct TrainingOverrideOptions: ParsableArguments {
  @Option(
    name: .customLong("dataset_training"),
    help: ArgumentHelp("The table of the training samples.", valueName: "file.csv"))
  var trainingDataset: String?

  @Option(
    name: .customLong("dataset_validation"),
    help: ArgumentHelp("The table of the validation samples.", valueName: "file.csv"))
  var validationDataset: String?

  @OptionGroup var shared: SharedOverrideOptions

  @Option(
    name: .customLong("batch_size"), parsing: .unconditional,
    help: ArgumentHelp("Samples in a batch, for training and validation.", valueName: "n"))
  var batchSize: Int?

  @Option(
    name: .customLong("lr"), parsing: .unconditional,
    help: ArgumentHelp("The learning rate.", valueName: "x"))
  var learningRate: Double?

  @Option(
    name: .customLong("save_dir"),
    help: ArgumentHelp("The folder for logs and models.", valueName: "folder"))
  var saveFolder: String?

  @Option(
    name: .customLong("initializer"),
    help: ArgumentHelp(
      "The distribution of the initial weights, such as InitializerKaiming.", valueName: "type"))
  var initializer: String?

  @Option(
    name: .customLong("trained_model"),
    help: ArgumentHelp("A checkpoint to continue training from.", valueName: "file.pth"))
  var checkpoint: String?

  @Flag(
    name: .customLong("check_data"),
    help: "Check every map before training, also of large datasets, of which else a part is.")
  var checksAllData = false

  /// For the argument parser.
  public init() {}

  /// The overrides that these options ask for.
  public var overrides: Overrides {
    var overrides = shared.overrides
    overrides.trainingDataset = trainingDataset
    overrides.validationDataset = validationDataset
    overrides.batchSize = batchSize
    overrides.learningRate = learningRate
    overrides.trainingFolder = saveFolder
    overrides.initializer = initializer
    overrides.checkpoint = checkpoint
    overrides.checksAllData = checksAllData ? true : nil
    return overrides
  }
}
