import NamedSettings

/// The formula of a scheduler; `RuleScheduler` adds the bookkeeping that all share.
///
/// Epochs count from 0, the first. Rates follow from those before, as in PyTorch, not from a closed form.
public protocol ScheduleRule {
  /// Reads a configuration's keyword arguments.
  init(_ settings: inout Settings) throws(SettingError)
  /// The number of epochs that the rule is made for, if any.
  var epochLimit: Int? { get }
  /// Prepares the optimizer and returns the base learning rate.
  func start(_ optimizer: any Optimizer) throws(SettingError) -> Double
  /// The learning rate of an epoch, given that of the epoch before, or the configured one for epoch 0.
  func learningRate(epoch: Int, current: Double, base: Double) -> Double
  /// The momentum or first beta of an epoch; nil to leave it.
  func momentum(epoch: Int) -> Double?
  /// The rule's own part of PyTorch's state, in an epoch.
  func state(epoch: Int) -> [String: SettingValue]
  /// Throws when a saved state differs from the rule in what `state` does not hold.
  func check(_ saved: [String: SettingValue]) throws(SettingError)
}

extension ScheduleRule {
  /// None.
  public var epochLimit: Int? { nil }

  /// Takes the optimizer's learning rate as the base.
  public func start(_ optimizer: any Optimizer) throws(SettingError) -> Double {
    optimizer.scheduleSettings = [("initial_lr", .real(optimizer.learningRate))]
    return optimizer.learningRate
  }

  /// There is nothing more.
  public func check(_ saved: [String: SettingValue]) throws(SettingError) {}

  /// Leaves it.
  public func momentum(epoch: Int) -> Double? { nil }
}
