import NamedSettings
import NeuralNetwork

/// What a configuration file asks for, read and checked as far as it can be without the dataset.
public struct Configuration: Sendable, Equatable {
  /// The file that it came from, for messages.
  public let path: String
  /// The file's members with the overrides and the drawn seed: what checkpoints and results keep.
  public private(set) var members: [String: SettingValue]

  /// The name of the run, the folder above its time stamp.
  public let name: String
  /// The greatest number of restarts.
  public let trialCount: Int
  /// Thresholds of the validation loss by label: a trial converges when it is below all that apply.
  public let thresholds: [String: Double]
  /// The number of GPUs asked for; there is support for none.
  public let gpuCount: Int
  /// The number of threads that a rank trains with; the results do not depend on it.
  public let threadsPerRank: Int
  /// The architecture.
  public let architecture: TypedSettings
  /// The distribution of the initial weights.
  public let initializer: TypedSettings
  /// The training samples.
  public let training: LoaderSettings
  /// The validation samples, if any.
  public let validation: LoaderSettings?
  /// The samples that `infer-nn` applies a model to.
  public let test: LoaderSettings?
  /// The rule that changes the weights.
  public let optimizer: TypedSettings
  /// What training makes small.
  public let loss: TypedSettings
  /// What decides which epoch is the best.
  public let metric: TypedSettings
  /// The rule that changes the learning rate, if any.
  public let scheduler: TypedSettings?
  /// What a search varies; nil without one.
  public let search: SearchSettings?
  /// The checkpoint to continue from, if any.
  public let resumedCheckpoint: String?
  /// The course of a trial.
  public let trainer: TrainerSettings
  /// Where `infer-nn` writes.
  public let inferenceFolder: String?
  /// The bytes of a node's memory that maps may take; nil for half of what there is.
  public let memoryLimit: Int?
  /// Whether all maps of a large dataset are checked before training, and not a part of them.
  public let checksAllData: Bool
  /// The seed of every random draw.
  public private(set) var seed: UInt64
  /// Where the seed comes from.
  public private(set) var seedOrigin: SeedOrigin
  /// What is probably not meant, a line each.
  public let warnings: [String]

  /// The same with the seed of the run that a checkpoint continues, where the file has none.
  func withSeed(of resumption: Resumption?) -> Configuration {
    guard seedOrigin == .drawn, let seed = resumption?.seed.flatMap(UInt64.init(exactly:)) else {
      return self
    }
    var configuration = self
    configuration.seed = seed
    configuration.seedOrigin = .checkpoint
    configuration.members["seed"] = .integer(Int(seed))
    return configuration
  }
}

/// Where a run's seed comes from.
public enum SeedOrigin: String, Sendable {
  /// The configuration file.
  case configured
  /// It was drawn, because the file has none.
  case drawn
  /// The checkpoint that the run continues, because the file has none.
  case checkpoint
}

/// The `trainer` section: the course of a trial.
public struct TrainerSettings: Sendable, Equatable {
  /// The greatest number of epochs.
  public let epochs: Int
  /// The folder for `logs` and `models`.
  public let saveFolder: String
  /// A checkpoint is kept every so many epochs.
  public let savePeriod: Int
  /// 0: warnings only, 1: the course of the run, 2: everything.
  public let verbosity: Int
  /// Training stops once the metric has not improved for more than this many epochs in a row.
  public let earlyStop: Int
  /// Whether TensorBoard event files are written.
  public let tensorBoard: Bool

  init(_ members: [String: SettingValue]) throws(SettingError) {
    var settings = Settings(members)
    epochs = try settings.integer("epochs", in: 1...)
    saveFolder = try settings.folder("save_dir")
    savePeriod = try settings.integer("save_period", default: .max, in: 1...)
    verbosity = try settings.integer("verbosity", default: 1, in: 0...2)
    earlyStop = try settings.integer("early_stop", default: .max, in: 0...)
    tensorBoard = try settings.bool("tensorboard", default: false)
    try settings.finish()
  }
}
