import NamedSettings

/// Multiplies the learning rate by a factor that goes straight from `start_factor` to `end_factor` over
/// `total_iters` epochs: `torch.optim.lr_scheduler.LinearLR`.
public struct LinearLR: ScheduleRule {
  private let first: Double
  private let last: Double
  private let epochs: Int

  /// Reads `start_factor` (1/3), `end_factor` (1) and `total_iters` (5).
  public init(_ settings: inout Settings) throws(SettingError) {
    first = try settings.positive("start_factor", default: 1.0 / 3, upTo: 1)
    last = try settings.real("end_factor", default: 1, in: 0...1)
    epochs = try settings.integer("total_iters", default: 5, in: 0...)
  }

  /// See `ScheduleRule`.
  public func learningRate(epoch: Int, current: Double, base: Double) -> Double {
    if epoch == 0 { return current * first }
    guard epoch <= epochs else { return current }
    let change = last - first
    return current * (1 + change / (Double(epochs) * first + Double(epoch - 1) * change))
  }

  /// The settings.
  public func state(epoch: Int) -> [String: SettingValue] {
    ["start_factor": .real(first), "end_factor": .real(last), "total_iters": .integer(epochs)]
  }
}
