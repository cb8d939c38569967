import NamedSettings

/// Multiplies the learning rate by `gamma` every `step_size` epochs: `torch.optim.lr_scheduler.StepLR`.
public struct StepLR: ScheduleRule {
  private let stepSize: Int
  private let gamma: Double

  /// Reads `step_size` and `gamma` (0.1).
  public init(_ settings: inout Settings) throws(SettingError) {
    stepSize = try settings.integer("step_size", in: 1...)
    gamma = try settings.real("gamma", default: 0.1, in: 0...)
  }

  /// See `ScheduleRule`.
  public func learningRate(epoch: Int, current: Double, base: Double) -> Double {
    epoch > 0 && epoch.isMultiple(of: stepSize) ? current * gamma : current
  }

  /// The settings.
  public func state(epoch: Int) -> [String: SettingValue] {
    ["step_size": .integer(stepSize), "gamma": .real(gamma)]
  }
}
