import Files
import Kernels
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
  /// What is left of the memory for maps.
  let memory: MapMemory

  /// The names of the labels, in the order of `filter_labels`.
  public var labels: [String] { training.labelNames }

  /// Opens the datasets, and the checkpoint to resume from; a dataset that one of `others` has open
  /// already is shared. Of these others the first one's maps stay in memory anyway; for all more there is
  /// `memory`.
  ///
  /// Processes of one run on one node share the maps in memory when all give the same `runName`, which no
  /// other run has.
  /// Throws one line for a dataset that cannot be used or does not fit the architecture.
  public init(
    _ configuration: Configuration, runName: String? = nil, memory ofVariants: MapMemory? = nil,
    sharing others: [TrainingSetup] = []
  ) throws(ExperimentError) {
    // Everything that computes starts from a setup.
    Workers.shared.use(threads: configuration.threadsPerRank)
    var resumption: Resumption?
    if let path = configuration.resumedCheckpoint {
      resumption = try Resumption(path: path, for: configuration)
    }
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
    var memory =
      ofVariants
      ?? MapMemory(byteLimit: configuration.memoryLimit ?? Host.memory / 2, runName: runName)
    func known(_ dataset: MapDataset?) -> MapDataset? {
      if let dataset, dataset !== others[0].training, dataset !== others[0].validation {
        memory.keep(dataset)
      }
      return dataset
    }
    let (isClassified, settings) = (loss.labelsAreClasses, configuration.training.description())
    let same = others.filter {
      $0.loss.labelsAreClasses == isClassified
        && $0.configuration.training.description() == settings
    }
    let training = try configuration.training.open(
      "training_data_loader", for: model, loss: loss, &memory, configurationPath: path,
      shared: known(same.first?.training))
    self.training = training
    try Self.checkBatches(of: training, configuration, model)
    let validationSettings = configuration.validation?.description()
    if validationSettings == settings {
      // Validating on what is trained on needs no second copy.
      validation = training
    } else {
      validation = try configuration.validation?.open(
        "validation_data_loader", for: model, loss: loss,
        statistics: .known(training.statistics, path: training.path), &memory,
        configurationPath: path,
        shared: known(
          same.first { $0.configuration.validation?.description() == validationSettings }?
            .validation))
    }
    self.memory = memory
    if let validation, validation.labelNames != training.labelNames {
      throw ExperimentError(
        .configuration,
        "\(path): validation_data_loader.args.filter_labels: selects \(validation.labelNames) in"
          + " \(configuration.validation?.datasetPath ?? ""), but the training dataset has"
          + " \(training.labelNames) in these columns")
    }
  }

  /// Throws when a batch of an epoch is too small for a layer.
  private static func checkBatches(
    of dataset: MapDataset, _ configuration: Configuration, _ model: any ModelDefinition
  ) throws(ExperimentError) {
    let samples = dataset.sampleCount
    let size = min(configuration.training.batchSize, samples)
    let smallest = samples.isMultiple(of: size) ? size : samples % size
    guard let layer = model.chain.layerNeedingBatches(ofMoreThan: smallest) else { return }
    throw ExperimentError(
      .configuration,
      "\(configuration.path): training_data_loader.args.batch_size: the smallest batch of an"
        + " epoch has \(smallest) of the \(samples) samples, of which \(layer) cannot take the"
        + " variance: choose another size")
  }

  /// Makes sure that training can start: all maps must hold numbers, those of a search's variants as well;
  /// a checkpoint to resume from
  /// must fit and leave epochs to train.
  public func checkStart() throws(ExperimentError) {
    var faults = DatasetFaults(path: training.path)
    training.check(
      all: configuration.checksAllData, threadCount: configuration.training.workerCount, &faults)
    if let validation, validation !== training {
      validation.check(
        all: configuration.checksAllData,
        threadCount: configuration.validation?.workerCount ?? 0, &faults)
    }
    do { try faults.throwIfAny() } catch {
      throw ExperimentError(error, loader: "training_data_loader", in: configuration.path)
    }
    try checkVariants()
    guard let resumption else { return }
    let course = try Trainer(self, trial: TrialID(restart: resumption.trial)).course
    do { try course.checkGoesOn(from: resumption.path) } catch {
      throw ExperimentError(error, in: configuration.path)
    }
  }

  /// The restarts of the configuration, or of each variant of a search; from the resumed one on.
  public var restarts: ClosedRange<Int> {
    let first = resumption?.trial ?? 1
    return first...max(first, configuration.trialCount)
  }

  /// What is wrong when a trial takes more memory than `share`; nil else.
  func memoryShortage(_ share: MemoryShare) throws(ExperimentError) -> String? {
    var batches = [min(configuration.training.batchSize, training.sampleCount)]
    if let settings = configuration.validation, let validation {
      batches.append(min(settings.batchSize, validation.sampleCount))
    }
    do {
      let remembered = try configuration.makeOptimizer().rememberedTensors
      return MemoryNeed(model.chain, rememberedTensors: remembered, batches: batches)
        .shortage(share)
    } catch {
      throw ExperimentError(error, in: configuration.path)
    }
  }

  /// The threshold of each label, in the order of `labels`; nil where the label has none.
  public var thresholds: [Double?] { labels.map { configuration.thresholds[$0] } }

  /// Whether convergence means anything: some label has a threshold.
  var hasThresholds: Bool { thresholds.contains { $0 != nil } }

  /// Where the maps are read from and what the labels are scaled by, a line each.
  var dataLines: [String] {
    var lines = ["training maps: \(training.storage)"]
    if let validation, validation !== training {
      lines.append("validation maps: \(validation.storage)")
    }
    if configuration.training.statisticPath == nil && configuration.training.scaling != .none
      && !loss.labelsAreClasses
    {
      lines.append(
        "training_data_loader has no statistic_path: labels are scaled by the statistics of those in"
          + " \(training.path)")
    }
    return lines
  }

  /// What is probably not meant, a line each.
  var warnings: [String] { thresholdWarnings + (schedulerWarning.map { [$0] } ?? []) }

  /// Said when the scheduler takes the wrong values of the metric for better.
  private var schedulerWarning: String? {
    guard let choice = configuration.scheduler,
      let highest = (try? choice.make(from: Registries.schedulers))?.higherIsBetter,
      highest != metric.higherIsBetter
    else { return nil }
    return "lr_scheduler.args.mode: is \"\(highest ? "max" : "min")\", but of"
      + " \(metric.name) \(metric.higherIsBetter ? "higher" : "lower") values are better: did you"
      + " mean \"\(highest ? "min" : "max")\"?"
  }

  /// What is probably not meant by the thresholds, a line each.
  private var thresholdWarnings: [String] {
    var warnings = labels.compactMap { label -> String? in
      let others = configuration.thresholds.keys.filter { !labels.contains($0) }.sorted()
      // Many thresholds are for labels of other datasets: only a slip of the pen is worth a word.
      guard configuration.thresholds[label] == nil,
        let near = nearestName(to: label, in: others, atMost: 2)
      else { return nil }
      return "convergence.\(near)_threshold: no label has this name; did you mean"
        + " \"\(label)_threshold\"?"
    }
    if !hasThresholds {
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
