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
      loss = try configuration.makeLoss()
      metric = try configuration.makeMetric()
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

  /// Makes sure that training can start: a checkpoint to resume from must be there and fit.
  public func checkStart() throws(ExperimentError) {
    if configuration.resumedCheckpoint != nil { _ = try Trainer(self, trial: 1) }
  }

  /// The threshold of each label, in the order of `labels`; nil where the label has none.
  public var thresholds: [Double?] { labels.map { configuration.thresholds[$0] } }

  /// Whether losses in physical units are below every threshold that applies.
  func hasConverged(_ losses: [Double]) -> Bool {
    zip(losses, thresholds).allSatisfy { loss, threshold in threshold.map { loss < $0 } ?? true }
  }
}
