import MapDataset
import NeuralNetwork

/// What all trials of a configuration share: the datasets, the architecture, the loss and the metric,
/// checked to fit each other.
public struct TrainingSetup: Sendable {
  /// The configuration.
  public let configuration: Configuration
  /// The architecture.
  public let model: any ModelDefinition
  /// What training makes small.
  public let loss: any Loss
  /// What decides which epoch is the best.
  public let metric: any Metric
  /// The training samples.
  public let training: MapDataset
  /// The validation samples, if any.
  public let validation: MapDataset?

  /// The names of the labels, in the order of `filter_labels`.
  public var labels: [String] { training.labelNames }

  /// Opens the datasets.
  ///
  /// Throws one line for a dataset that cannot be used or does not fit the architecture.
  public init(_ configuration: Configuration) throws(ExperimentError) {
    self.configuration = configuration
    do {
      model = try configuration.makeModel()
      loss = try configuration.loss.make(from: Registries.losses)
      metric = try configuration.metric.make(from: Registries.metrics)
    } catch {
      throw ExperimentError(error, in: configuration.path)
    }
    let path = configuration.path
    training = try configuration.training.open(
      "training_data_loader", for: model, loss: loss, configurationPath: path)
    validation = try configuration.validation?.open(
      "validation_data_loader", for: model, loss: loss, configurationPath: path)
    if let validation, validation.labelNames != training.labelNames {
      throw ExperimentError(
        .configuration,
        "\(path): validation_data_loader.args.filter_labels: selects \(validation.labelNames) in"
          + " \(configuration.validation?.datasetPath ?? ""), but the training dataset has"
          + " \(training.labelNames) in these columns")
    }
  }

  /// The threshold of each label, in the order of `labels`; nil where the label has none.
  public var thresholds: [Double?] { labels.map { configuration.thresholds[$0] } }

  /// Whether losses in physical units are below every threshold that applies.
  func hasConverged(_ losses: [Double]) -> Bool {
    zip(losses, thresholds).allSatisfy { loss, threshold in threshold.map { loss < $0 } ?? true }
  }
}

extension LoaderSettings {
  /// Opens the dataset and checks that its maps and labels fit the architecture.
  func open(
    _ loader: String, for model: any ModelDefinition, loss: any Loss, configurationPath: String
  ) throws(ExperimentError) -> MapDataset {
    func unfit(_ key: String, _ reason: String) -> ExperimentError {
      ExperimentError(.configuration, "\(configurationPath): \(key): \(reason)")
    }
    if inputColumns.count != model.inputShape[0] {
      throw unfit(
        "\(loader).args.filter_inputs",
        "selects \(inputColumns.count) maps, but arch.args.input_shape \(model.inputShape) wants"
          + " \(model.inputShape[0]) channels")
    }
    let labelCount = loss.labelCount(outputs: model.outputCount)
    if labelColumns.count != labelCount {
      throw unfit(
        "\(loader).args.filter_labels",
        "selects \(labelColumns.count) labels, but the network's \(model.outputCount) outputs"
          + " (arch.args.num_parameters) are compared with \(labelCount)")
    }
    let dataset: MapDataset
    do {
      dataset = try MapDataset(description)
    } catch {
      throw ExperimentError(error, loader: loader, in: configurationPath)
    }
    if dataset.inputShape != model.inputShape {
      throw unfit(
        "arch.args.input_shape",
        "is \(model.inputShape), but the maps of \(datasetPath) are \(dataset.inputShape)")
    }
    return dataset
  }
}
