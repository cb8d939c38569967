import Experiment
import NamedSettings
import NeuralNetwork

/// A small run in a folder of its own: datasets, and a configuration that is valid until it is changed.
public struct Example: Sendable {
  /// The name of the configuration file in the folder.
  public static let configurationName = "configuration.json"
  /// The name of the output folder in the folder.
  public static let outputName = "output"

  /// The folder.
  public let folder: TemporaryFolder
  /// The training dataset: 8 samples.
  public let training: ExampleDataset
  /// The validation and test dataset: 4 samples.
  public let validation: ExampleDataset
  /// The members of the configuration file.
  public private(set) var members: [String: SettingValue]

  /// Writes the datasets, and the configuration as it is.
  public init() throws {
    folder = try TemporaryFolder()
    training = try ExampleDataset("train", samples: 8, in: folder)
    validation = try ExampleDataset("test", samples: 4, in: folder)
    let output = folder.path(Self.outputName)
    members = [
      "name": "Example", "trials": 2, "seed": 1, "convergence": [:],
      "arch": ["type": "ModelConv", "args": ["input_shape": [2, 12, 12], "num_parameters": 2]],
      "weights_initializer": ["type": "InitializerKaiming", "args": [:]],
      "training_data_loader": Self.loader(training, training, shuffles: true),
      "validation_data_loader": Self.loader(validation, training, shuffles: false),
      "test_data_loader": Self.loader(validation, training, shuffles: false),
      "optimizer": ["type": "Adam", "args": ["lr": 0.001]],
      "loss": ["type": "LossMSE", "args": [:]],
      "metric": ["type": "MetricAccuracyMSE", "args": [:]],
      "trainer": ["epochs": 3, "save_dir": .string(output), "verbosity": 1],
      "infer": ["save_dir": .string(output)],
    ]
    try write()
  }

  /// The path of the configuration file.
  public var path: String { folder.path(Self.configurationName) }

  /// Writes the configuration file.
  public func write() throws {
    try folder.write("\(SettingValue.object(members))", to: Self.configurationName)
  }

  /// Sets the value at a path of keys such as `optimizer.args.lr`, and writes the configuration file.
  public mutating func set(_ keyPath: String, to value: SettingValue) throws {
    var file = ConfigurationFile(path: path, members: members)
    file.set(keyPath, to: value)
    members = file.members
    try write()
  }

  /// Removes the member at a path of keys, and writes the configuration file.
  public mutating func remove(_ keyPath: String) throws {
    let keys = keyPath.split(separator: ".").map(String.init)
    members = Self.removing(keys[...], from: members)
    try write()
  }

  /// Sets a field of the arguments of all three loaders.
  public mutating func setLoaders(_ field: String, to value: SettingValue) throws {
    for loader in ["training", "validation", "test"] {
      try set("\(loader)_data_loader.args.\(field)", to: value)
    }
  }

  /// The configuration file, read.
  public func configuration() throws(ExperimentError) -> Configuration {
    try Configuration(ConfigurationFile(path: path))
  }

  private static func loader(
    _ dataset: ExampleDataset, _ statistics: ExampleDataset, shuffles: Bool
  ) -> SettingValue {
    func list(_ columns: [Int]) -> SettingValue { .array(columns.map(SettingValue.integer)) }
    return [
      "type": "LoaderMultichannelArray",
      "args": [
        "dataset_path": .string(dataset.table), "statistic_path": .string(statistics.statistics),
        "batch_size": 4, "num_workers": 1, "filter_inputs": list(ExampleDataset.inputColumns),
        "filter_labels": list(ExampleDataset.labelColumns), "shuffle": .bool(shuffles),
        "normalize": false, "standardize": true,
      ],
    ]
  }

  private static func removing(
    _ keys: ArraySlice<String>, from object: [String: SettingValue]
  ) -> [String: SettingValue] {
    var object = object
    guard let key = keys.first else { return object }
    if keys.count == 1 {
      object[key] = nil
    } else if case .object(let member) = object[key] {
      object[key] = .object(removing(keys.dropFirst(), from: member))
    }
    return object
  }
}
