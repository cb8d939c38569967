import NamedSettings
import NeuralNetwork

/// Values that the command line puts in place of those of the configuration file; nil leaves the file's.
public struct Overrides: Sendable {
  /// `training_data_loader.args.dataset_path`.
  public var trainingDataset: String?
  /// `validation_data_loader.args.dataset_path`.
  public var validationDataset: String?
  /// `test_data_loader.args.dataset_path`.
  public var testDataset: String?
  /// `statistic_path` of every loader.
  public var statistics: String?
  /// `filter_inputs` of every loader.
  public var inputColumns: [Int]?
  /// `filter_labels` of every loader.
  public var labelColumns: [Int]?
  /// `arch.args.input_shape`.
  public var inputShape: [Int]?
  /// `arch.args.num_parameters`.
  public var parameterCount: Int?
  /// `normalize` of every loader.
  public var normalizes: Bool?
  /// `standardize` of every loader.
  public var standardizes: Bool?
  /// `batch_size` of the training and validation loaders.
  public var batchSize: Int?
  /// `optimizer.args.lr`.
  public var learningRate: Double?
  /// `trainer.save_dir`.
  public var trainingFolder: String?
  /// `infer.save_dir`.
  public var inferenceFolder: String?
  /// `weights_initializer.type`, with default settings.
  public var initializer: String?
  /// `resume_training.checkpoint`, with `resume` true.
  public var checkpoint: String?

  /// `check_data`.
  public var checksAllData: Bool?

  /// Overrides nothing.
  public init() {}

  /// Applies the values that are set.
  ///
  /// A validation dataset for a file without validation is read as the training one is, in order.
  public func apply(to file: inout ConfigurationFile) {
    if validationDataset != nil, present(["validation_data_loader"], file).isEmpty,
      let training = file["training_data_loader"]
    {
      file.set("validation_data_loader", to: training)
      file.set("validation_data_loader.args.shuffle", to: .bool(false))
    }
    let training = ["training_data_loader"]
    let validation = present(["validation_data_loader"], file)
    let loaders = training + present(["validation_data_loader", "test_data_loader"], file)
    func set(_ value: SettingValue?, _ paths: [String]) {
      guard let value else { return }
      for path in paths { file.set(path, to: value) }
    }
    func setLoaders(_ value: SettingValue?, _ loaders: [String], _ field: String) {
      set(value, loaders.map { "\($0).args.\(field)" })
    }
    setLoaders(trainingDataset.map(SettingValue.string), training, "dataset_path")
    setLoaders(validationDataset.map(SettingValue.string), validation, "dataset_path")
    setLoaders(testDataset.map(SettingValue.string), ["test_data_loader"], "dataset_path")
    setLoaders(statistics.map(SettingValue.string), loaders, "statistic_path")
    setLoaders(inputColumns.map(Self.list), loaders, "filter_inputs")
    setLoaders(labelColumns.map(Self.list), loaders, "filter_labels")
    setLoaders(normalizes.map(SettingValue.bool), loaders, "normalize")
    setLoaders(standardizes.map(SettingValue.bool), loaders, "standardize")
    setLoaders(batchSize.map(SettingValue.integer), training + validation, "batch_size")
    set(inputShape.map(Self.list), ["arch.args.input_shape"])
    set(parameterCount.map(SettingValue.integer), ["arch.args.num_parameters"])
    set(learningRate.map(SettingValue.number), ["optimizer.args.lr"])
    set(checksAllData.map(SettingValue.bool), ["check_data"])
    set(trainingFolder.map(SettingValue.string), ["trainer.save_dir"])
    set(inferenceFolder.map(SettingValue.string), ["infer.save_dir"])
    if let initializer {
      set(.object(["type": .string(initializer), "args": .object([:])]), ["weights_initializer"])
    }
    if let checkpoint {
      set(.object(["resume": .bool(true), "checkpoint": .string(checkpoint)]), ["resume_training"])
    }
  }

  private func present(_ loaders: [String], _ file: ConfigurationFile) -> [String] {
    loaders.filter { file[$0] != nil && file[$0] != .null }
  }

  private static func list(_ integers: [Int]) -> SettingValue {
    .array(integers.map(SettingValue.integer))
  }
}
