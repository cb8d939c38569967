import MapDataset
import NamedSettings
import NeuralNetwork
import TrialSearch

/// What all trials of a configuration share: the datasets, the architecture, the loss and the
/// metric, checked to fit each other.
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
  /// The trial to continue, if any.
  public let resumption: Resumption?

  /// The names of the labels, in the order of `filter_labels`.
  public var labels: [String] { training.labelNames }

  /// Opens the datasets, and the checkpoint to resume from; a dataset that one of `others` has open
  /// already is shared.
  ///
  /// Throws one line for a dataset that cannot be used or does not fit the architecture.
  public init(
    _ configuration: Configuration, sharing others: [TrainingSetup] = []
  ) throws(ExperimentError) {
    var resumption: Resumption?
    if let path = configuration.resumedCheckpoint { resumption = try Resumption(path: path) }
    self.resumption = resumption
    self.configuration = configuration.withSeed(of: resumption)
    do {
      model = try configuration.makeModel()
      loss = try configuration.makeLoss()
      metric = try configuration.makeMetric()
    } catch {
      throw ExperimentError(error, in: configuration.path)
    }
    let path = configuration.path
    let shared =
      others.map { (settings: $0.configuration.training, dataset: $0.training) }
      + others.compactMap { other in
        guard let settings = other.configuration.validation, let dataset = other.validation else {
          return nil
        }
        return (settings: settings, dataset: dataset)
      }
    training = try configuration.training.open(
      "training_data_loader", for: model, loss: loss, configurationPath: path, sharing: shared)
    validation = try configuration.validation?.open(
      "validation_data_loader", for: model, loss: loss, configurationPath: path, sharing: shared)
    if let validation, validation.labelNames != training.labelNames {
      throw ExperimentError(
        .configuration,
        "\(path): validation_data_loader.args.filter_labels: selects \(validation.labelNames) in"
          + " \(configuration.validation?.datasetPath ?? ""), but the training dataset has"
          + " \(training.labelNames) in these columns")
    }
  }

  /// Makes sure that training can start: all maps must hold numbers, and a checkpoint to resume from
  /// must fit and leave epochs to train.
  public func checkStart() throws(ExperimentError) {
    do {
      try training.checkMaps()
      try validation?.checkMaps()
    } catch {
      throw ExperimentError(.data, "\(error)")
    }
    guard let resumption else { return }
    let course = try Trainer(self, trial: TrialID(restart: resumption.trial)).course
    do { try course.checkGoesOn(from: resumption.path) } catch {
      throw ExperimentError(error, in: configuration.path)
    }
  }

  /// The restarts of the configuration, or of each variant: those of the configuration, from the resumed one on.
  public var restarts: ClosedRange<Int> {
    let first = resumption?.trial ?? 1
    return first...max(first, configuration.trialCount)
  }

  /// What is wrong when a trial takes more memory than there is; nil else.
  var memoryShortage: String? {
    var samples = min(configuration.training.batchSize, training.sampleCount)
    if let settings = configuration.validation, let validation {
      samples = max(samples, min(settings.batchSize, validation.sampleCount))
    }
    return MemoryNeed(model, samples: samples).shortage
  }

  /// The threshold of each label, in the order of `labels`; nil where the label has none.
  public var thresholds: [Double?] { labels.map { configuration.thresholds[$0] } }

  /// What is probably not meant by the thresholds, a line each.
  var thresholdWarnings: [String] {
    var warnings = labels.compactMap { label -> String? in
      let others = configuration.thresholds.keys.filter { !labels.contains($0) }.sorted()
      // Many thresholds are for labels of other datasets: only a slip of the pen is worth a word.
      guard configuration.thresholds[label] == nil,
        let near = nearestName(to: label, in: others, atMost: 2)
      else { return nil }
      return "convergence.\(near)_threshold: no label has this name; did you mean"
        + " \"\(label)_threshold\"?"
    }
    if thresholds.allSatisfy({ $0 == nil }) {
      warnings.append(
        "no label has a threshold: the first trial that does not fail counts as converged")
    }
    return warnings
  }

  /// Whether losses in physical units are below every threshold that applies.
  func hasConverged(_ losses: [Double]) -> Bool {
    zip(losses, thresholds).allSatisfy { loss, threshold in threshold.map { loss < $0 } ?? true }
  }
}
