import Foundation
import NamedSettings

/// Takes the learning rate to `eta_min` along half a cosine of `T_max` epochs, and back along the next half:
/// `torch.optim.lr_scheduler.CosineAnnealingLR`.
///
/// Source: Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017, equation 5
/// without restarts, in PyTorch's recursive form.
public struct CosineAnnealingLR: ScheduleRule {
  private let halfPeriod: Int
  private let minimum: Double

  /// Reads `T_max` and `eta_min` (0).
  public init(_ settings: inout Settings) throws(SettingError) {
    halfPeriod = try settings.integer("T_max", in: 1...Settings.mostEpochs)
    minimum = try settings.real("eta_min", default: 0, in: 0...)
  }

  /// See `ScheduleRule`. After the minimum, where the recursion would divide 0 by 0, it starts anew from the base.
  public func learningRate(epoch: Int, current: Double, base: Double) -> Double {
    if epoch == 0 { return current }
    let period = Double(halfPeriod)
    if (epoch - 1 - halfPeriod).isMultiple(of: 2 * halfPeriod) {
      return current + (base - minimum) * (1 - cos(.pi / period)) / 2
    }
    let height = 1 + cos(.pi * Double(epoch) / period)
    let before = 1 + cos(.pi * Double(epoch - 1) / period)
    return height / before * (current - minimum) + minimum
  }

  /// The settings.
  public func state(epoch: Int) -> [String: SettingValue] {
    ["T_max": .integer(halfPeriod), "eta_min": .real(minimum)]
  }
}
