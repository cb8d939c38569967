import NamedSettings
import NeuralNetwork

/// A state of training: what PyTorch programs save with `torch.save` as a dictionary in a `.pth`
/// file.
public struct Checkpoint {
  /// The model's type, such as `ModelConv`; key `arch`.
  public var architecture: String?
  /// The number of epochs that were trained, 0 when the file does not say; key `epoch`.
  public var epoch: Int
  /// Parameters and buffers by name, in the model's order; key `state_dict`.
  public var stateDictionary: [(name: String, tensor: Tensor)]
  /// The optimizer's `state_dict()`; key `optimizer`. Nil when the file has none, or one of several
  /// parameter groups.
  public var optimizer: OptimizerState?
  /// The best value of the monitored metric so far; key `monitor_best`.
  public var monitorBest: Double?
  /// The configuration of the run; key `config`. Nil when it is an object of an unknown class.
  public var configuration: SettingValue?
  /// The scheduler's `state_dict()`; key `lr_scheduler`. Nil when the file has none;
  /// without what is not plain data.
  public var scheduler: [String: SettingValue]?
  /// What only this program keeps of a trial's course, for resuming; key `course`. Nil in other programs'
  /// files.
  public var course: [String: SettingValue]?

  /// What the file holds but could not be read, a line each; not written.
  public var omissions: [String] = []

  /// The numbers of epochs that are possible: those that every program's numbers can tell apart.
  public static let epochs = 0...(1 << 53)

  /// Makes a checkpoint; what is nil is left out of the file.
  public init(
    architecture: String?, epoch: Int, stateDictionary: [(name: String, tensor: Tensor)],
    optimizer: OptimizerState?, monitorBest: Double?, configuration: SettingValue?,
    scheduler: [String: SettingValue]?, course: [String: SettingValue]? = nil
  ) {
    self.architecture = architecture
    self.epoch = epoch
    self.stateDictionary = stateDictionary
    self.optimizer = optimizer
    self.monitorBest = monitorBest
    self.configuration = configuration
    self.scheduler = scheduler
    self.course = course
  }
}
