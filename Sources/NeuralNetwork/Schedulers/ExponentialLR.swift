import NamedSettings

/// Multiplies the learning rate by `gamma` every epoch: `torch.optim.lr_scheduler.ExponentialLR`.
public struct ExponentialLR: ScheduleRule {
  private let gamma: Double

  /// Reads `gamma`.
  public init(_ settings: inout Settings) throws(SettingError) {
    gamma = try settings.real("gamma", in: 0...)
  }

  /// See `ScheduleRule`.
  public func learningRate(epoch: Int, current: Double, base: Double) -> Double {
    epoch == 0 ? current : current * gamma
  }

  /// The setting.
  public func state(epoch: Int) -> [String: SettingValue] { ["gamma": .real(gamma)] }
}
