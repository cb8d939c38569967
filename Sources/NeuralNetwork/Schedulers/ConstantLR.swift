import NamedSettings

/// Multiplies the learning rate by `factor` for the first `total_iters` epochs:
/// `torch.optim.lr_scheduler.ConstantLR`.
public struct ConstantLR: ScheduleRule {
  private let factor: Double
  private let epochs: Int

  /// Reads `factor` (1/3) and `total_iters` (5).
  public init(_ settings: inout Settings) throws(SettingError) {
    factor = try settings.positive("factor", default: 1.0 / 3, upTo: 1)
    epochs = try settings.integer("total_iters", default: 5, in: 0...)
  }

  /// See `ScheduleRule`.
  public func learningRate(epoch: Int, current: Double, base: Double) -> Double {
    if epoch == 0 { return current * factor }
    return epoch == epochs ? current * (1 / factor) : current
  }

  /// The settings.
  public func state(epoch: Int) -> [String: SettingValue] {
    ["factor": .real(factor), "total_iters": .integer(epochs)]
  }
}
