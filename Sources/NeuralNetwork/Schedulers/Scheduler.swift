import NamedSettings

/// A rule that sets the learning rate of each epoch. Names, settings and defaults are those of
/// `torch.optim.lr_scheduler`.
public protocol Scheduler: AnyObject {
  /// The number of epochs that the rule is made for, such as OneCycleLR's; nil when it goes on for ever.
  var epochLimit: Int? { get }
  /// Which values of the metric the rule takes for better; nil when it does not look at the metric.
  var higherIsBetter: Bool? { get }
  /// Starts the rule for an optimizer that is at its configured learning rate, and sets that of the first
  /// epoch. Throws when the rule needs a setting that the optimizer does not have.
  func attach(_ optimizer: any Optimizer) throws(SettingError)
  /// Ends an epoch: sets the learning rate of the next. `metric` is the monitored value.
  func step(metric: Double)
  /// The state dictionary as PyTorch would save it.
  var state: [String: SettingValue] { get }
  /// Continues from a saved state, after `attach`; the learning rate comes with the optimizer's state. A state
  /// of `last_epoch` alone will do.
  func load(_ state: [String: SettingValue]) throws(SettingError)
}

extension Scheduler {
  /// None.
  public var epochLimit: Int? { nil }

  /// Looks at no metric.
  public var higherIsBetter: Bool? { nil }
}
