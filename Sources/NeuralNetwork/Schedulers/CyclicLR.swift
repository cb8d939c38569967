import Foundation
import NamedSettings

/// Takes the learning rate up from `base_lr` to `max_lr` and down again, over and over, and the momentum the other
/// way: `torch.optim.lr_scheduler.CyclicLR`.
///
/// Source: Smith, "Cyclical Learning Rates for Training Neural Networks", WACV 2017.
public struct CyclicLR: ScheduleRule {
  private let rates: (base: Double, max: Double)
  private let cycleLength: Double
  private let upwardShare: Double
  private let mode: String
  private let gamma: Double
  private let cycled: CycledMomentum?

  /// Reads `base_lr`, `max_lr`, `step_size_up` (2000) and `step_size_down` (as up), both in epochs, `mode` ("triangular",
  /// "triangular2" or "exp_range"), `gamma` (1), `cycle_momentum` (true), `base_momentum` (0.8) and `max_momentum` (0.9).
  public init(_ settings: inout Settings) throws(SettingError) {
    rates = (try settings.real("base_lr", in: 0...), try settings.real("max_lr", in: 0...))
    let up = try settings.integer("step_size_up", default: 2000, in: 1...)
    let down = try settings.optionalInteger("step_size_down", in: 1...) ?? up
    cycleLength = Double(up) + Double(down)
    upwardShare = Double(up) / cycleLength
    mode = try settings.choice(
      "mode", of: ["triangular", "triangular2", "exp_range"], default: "triangular")
    gamma = try settings.real("gamma", default: 1, in: 0...)
    cycled = try CycledMomentum.read(&settings, base: 0.8, max: 0.9)
  }

  /// Starts at `base_lr`, whatever the optimizer's own rate.
  public func start(_ optimizer: any Optimizer) throws(SettingError) -> Double {
    let momentum = try cycled?.scheduleSettings(for: optimizer) ?? []
    optimizer.learningRate = rates.base
    optimizer.scheduleSettings = momentum + [("initial_lr", .real(rates.base))]
    return rates.base
  }

  /// See `ScheduleRule`.
  public func learningRate(epoch: Int, current: Double, base: Double) -> Double {
    let (height, scale) = place(of: epoch)
    return base + (rates.max - base) * height * scale
  }

  /// See `ScheduleRule`.
  public func momentum(epoch: Int) -> Double? {
    guard let cycled else { return nil }
    let (height, scale) = place(of: epoch)
    return cycled.max - (cycled.max - cycled.base) * height * scale
  }

  /// The height in the cycle, 0 to 1, and the factor of this cycle's or epoch's amplitude.
  private func place(of epoch: Int) -> (height: Double, scale: Double) {
    let turns = Double(epoch) / cycleLength
    let cycle = (1 + turns).rounded(.down)
    let x = 1 + turns - cycle
    let height = x <= upwardShare ? x / upwardShare : (x - 1) / (upwardShare - 1)
    switch mode {
    case "triangular2": return (height, 1 / pow(2, cycle - 1))
    case "exp_range": return (height, pow(gamma, Double(epoch)))
    default: return (height, 1)
    }
  }

  /// The settings.
  public func state(epoch: Int) -> [String: SettingValue] {
    var state: [String: SettingValue] = [
      "max_lrs": .array([.real(rates.max)]), "total_size": .real(cycleLength),
      "step_ratio": .real(upwardShare), "mode": .string(mode), "gamma": .real(gamma),
      "scale_mode": .string(mode == "exp_range" ? "iterations" : "cycle"),
      "cycle_momentum": .bool(cycled != nil), "_scale_fn_custom": .null,
    ]
    if let cycled {
      state["base_momentums"] = .array([.real(cycled.base)])
      state["max_momentums"] = .array([.real(cycled.max)])
    }
    return state
  }
}
