import Foundation
import NamedSettings

/// Takes the learning rate to 0 over `total_iters` epochs, as (1 - epoch / total_iters)^power:
/// `torch.optim.lr_scheduler.PolynomialLR`.
public struct PolynomialLR: ScheduleRule {
  private let epochs: Int
  private let power: Double

  /// Reads `total_iters` (5) and `power` (1).
  public init(_ settings: inout Settings) throws(SettingError) {
    epochs = try settings.integer("total_iters", default: 5, in: 0...)
    power = try settings.real("power", default: 1)
  }

  /// See `ScheduleRule`.
  public func learningRate(epoch: Int, current: Double, base: Double) -> Double {
    guard epoch > 0, epoch <= epochs else { return current }
    let (now, before) = (Double(epoch) / Double(epochs), Double(epoch - 1) / Double(epochs))
    return current * pow((1 - now) / (1 - before), power)
  }

  /// The settings.
  public func state(epoch: Int) -> [String: SettingValue] {
    ["total_iters": .integer(epochs), "power": .real(power)]
  }
}
