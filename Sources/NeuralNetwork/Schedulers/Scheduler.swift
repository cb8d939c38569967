/// A rule that sets the learning rate of each epoch. Names, settings and defaults are those of
/// `torch.optim.lr_scheduler`.
public protocol Scheduler: AnyObject {
  /// Starts the rule for an optimizer that is at its configured learning rate.
  func attach(_ optimizer: any Optimizer)
  /// Ends an epoch: sets the learning rate of the next. `metric` is the monitored value.
  func step(metric: Double)
  /// The state dictionary as PyTorch would save it.
  var state: [String: SettingValue] { get }
  /// Continues from a saved state.
  func load(_ state: [String: SettingValue]) throws(SettingError)
}
