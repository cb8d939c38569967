import Foundation
import NamedSettings

/// Takes the learning rate to `eta_min` along half a cosine and starts again, each time over `T_mult` times as many
/// epochs: `torch.optim.lr_scheduler.CosineAnnealingWarmRestarts`.
///
/// Source: Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017, equation 5.
public struct CosineAnnealingWarmRestarts: ScheduleRule {
  private let firstPeriod: Int
  private let growth: Int
  private let minimum: Double

  /// Reads `T_0`, `T_mult` (1) and `eta_min` (0).
  public init(_ settings: inout Settings) throws(SettingError) {
    firstPeriod = try settings.integer("T_0", in: 1...Settings.mostEpochs)
    growth = try settings.integer("T_mult", default: 1, in: 1...)
    minimum = try settings.real("eta_min", default: 0, in: 0...)
  }

  /// See `ScheduleRule`.
  public func learningRate(epoch: Int, current: Double, base: Double) -> Double {
    let (position, period) = place(of: epoch)
    let cosine = cos(.pi * Double(position) / Double(period))
    return minimum + (base - minimum) * (1 + cosine) / 2
  }

  /// The settings and where the epoch lies between two restarts.
  public func state(epoch: Int) -> [String: SettingValue] {
    let (position, period) = place(of: epoch)
    return [
      "T_0": .integer(firstPeriod), "T_i": .integer(period), "T_mult": .integer(growth),
      "eta_min": .real(minimum), "T_cur": .integer(position),
    ]
  }

  private func place(of epoch: Int) -> (position: Int, period: Int) {
    if growth == 1 { return (epoch % firstPeriod, firstPeriod) }
    var (position, period) = (epoch, firstPeriod)
    while position >= period {
      position -= period
      let (longer, overflow) = period.multipliedReportingOverflow(by: growth)
      period = overflow ? .max : longer
    }
    return (position, period)
  }
}
