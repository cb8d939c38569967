import ArgumentParser
import Experiment

/// The options that put values in place of the configuration's, for training and for inference.
public struct SharedOverrideOptions: ParsableArguments {
  @Option(
    name: .customLong("dataset_statistics"),
    help: ArgumentHelp("Statistics of the training labels.", valueName: "file.json"))
  var statistics: String?

  @Option(
    name: .customLong("filter_inputs"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Columns of the maps, counted from 0, such as 9 10 11.", valueName: "column"))
  var inputColumns: [Int] = []

  @Option(
    name: .customLong("filter_labels"), parsing: .upToNextOption,
    help: ArgumentHelp("Columns of the labels, such as 15 16.", valueName: "column"))
  var labelColumns: [Int] = []

  @Option(
    name: .customLong("input_shape"), parsing: .upToNextOption,
    help: ArgumentHelp("Channels, rows and columns of a sample, such as 3 32 32.", valueName: "n"))
  var inputShape: [Int] = []

  @Option(
    name: .customLong("num_parameters"), parsing: .unconditional,
    help: ArgumentHelp("The number of the network's outputs.", valueName: "n"))
  var parameterCount: Int?

  @Option(
    name: .customLong("normalize"),
    help: ArgumentHelp("Scale maps and labels by minimum and maximum.", valueName: "0|1"))
  var normalizes: TruthValue?

  @Option(
    name: .customLong("standardize"),
    help: ArgumentHelp("Scale maps and labels by mean and deviation.", valueName: "0|1"))
  var standardizes: TruthValue?

  /// For the argument parser.
  public init() {}

  /// The overrides that these options ask for.
  public var overrides: Overrides {
    var overrides = Overrides()
    overrides.statistics = statistics
    overrides.inputColumns = inputColumns.isEmpty ? nil : inputColumns
    overrides.labelColumns = labelColumns.isEmpty ? nil : labelColumns
    overrides.inputShape = inputShape.isEmpty ? nil : inputShape
    overrides.parameterCount = parameterCount
    overrides.normalizes = normalizes?.isOn
    overrides.standardizes = standardizes?.isOn
    return overrides
  }
}
