import Foundation
import NamedSettings

/// Takes the learning rate up from `max_lr / div_factor` to `max_lr` and down to a `final_div_factor`th of the first,
/// once, and the momentum the other way: `torch.optim.lr_scheduler.OneCycleLR`.
///
/// The scheduler steps once an epoch, so `total_steps` is a number of epochs. Source: Smith and Topin,
/// "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates", arXiv:1708.07120.
public struct OneCycleLR: ScheduleRule {
  private let rates: (initial: Double, max: Double, min: Double)
  private let totalSteps: Int
  private let strategy: String
  private let cycled: CycledMomentum?
  private let phases: [OneCyclePhase]

  /// Reads `max_lr`, `total_steps` or `epochs` and `steps_per_epoch`, `pct_start` (0.3), `anneal_strategy` ("cos" or
  /// "linear"), `cycle_momentum` (true), `base_momentum` (0.85), `max_momentum` (0.95), `div_factor` (25),
  /// `final_div_factor` (10,000) and `three_phase` (false).
  public init(_ settings: inout Settings) throws(SettingError) {
    let max = try settings.real("max_lr", in: 0...)
    totalSteps = try Self.totalSteps(&settings)
    let share = try settings.real("pct_start", default: 0.3, in: 0...1)
    strategy = try settings.choice("anneal_strategy", of: ["cos", "linear"], default: "cos")
    cycled = try CycledMomentum.read(&settings, base: 0.85, max: 0.95)
    let initial = max / (try settings.positive("div_factor", default: 25))
    let min = initial / (try settings.positive("final_div_factor", default: 1e4))
    rates = (initial, max, min)
    let rise = share * Double(totalSteps)
    let end = Double(totalSteps - 1)
    phases =
      try settings.bool("three_phase", default: false)
      ? [
        OneCyclePhase(end: rise - 1, rates: (.initial, .max), momenta: (.max, .base)),
        OneCyclePhase(end: 2 * rise - 2, rates: (.max, .initial), momenta: (.base, .max)),
        OneCyclePhase(end: end, rates: (.initial, .min), momenta: (.max, .max)),
      ]
      : [
        OneCyclePhase(end: rise - 1, rates: (.initial, .max), momenta: (.max, .base)),
        OneCyclePhase(end: end, rates: (.max, .min), momenta: (.base, .max)),
      ]
  }

  /// The number of epochs of the whole cycle.
  public var epochLimit: Int? { totalSteps }

  /// Starts at `max_lr / div_factor`, whatever the optimizer's own rate.
  public func start(_ optimizer: any Optimizer) throws(SettingError) -> Double {
    let momentum = try cycled?.scheduleSettings(for: optimizer) ?? []
    optimizer.scheduleSettings =
      [
        ("initial_lr", .real(rates.initial)), ("max_lr", .real(rates.max)),
        ("min_lr", .real(rates.min)),
      ] + momentum
    return rates.initial
  }

  /// See `ScheduleRule`. After the last step the rate stays.
  public func learningRate(epoch: Int, current: Double, base: Double) -> Double {
    let (phase, share) = place(of: epoch)
    return anneal(rate(phase.rates.from), rate(phase.rates.to), share)
  }

  /// See `ScheduleRule`.
  public func momentum(epoch: Int) -> Double? {
    guard let cycled else { return nil }
    let (phase, share) = place(of: epoch)
    return anneal(
      phase.momenta.from == .max ? cycled.max : cycled.base,
      phase.momenta.to == .max ? cycled.max : cycled.base, share)
  }

  private func rate(_ rate: OneCyclePhase.Rate) -> Double {
    switch rate {
    case .initial: rates.initial
    case .max: rates.max
    case .min: rates.min
    }
  }

  /// The phase of an epoch and the share of it that is over; a little more than all in the epoch `total_steps`.
  private func place(of epoch: Int) -> (phase: OneCyclePhase, share: Double) {
    let step = Double(min(epoch, totalSteps))
    let index = phases.firstIndex { step <= $0.end } ?? phases.count - 1
    let start = index == 0 ? 0 : phases[index - 1].end
    let length = phases[index].end - start
    return (phases[index], length == 0 ? 1 : (step - start) / length)
  }

  private func anneal(_ start: Double, _ end: Double, _ share: Double) -> Double {
    strategy == "cos"
      ? end + (start - end) / 2 * (cos(.pi * share) + 1)
      : (end - start) * share + start
  }

  /// The settings.
  public func state(epoch: Int) -> [String: SettingValue] {
    [
      "total_steps": .integer(totalSteps), "_schedule_phases": .array(phases.map(\.state)),
      "_anneal_func_type": .string(strategy), "cycle_momentum": .bool(cycled != nil),
    ]
  }

  private static func totalSteps(_ settings: inout Settings) throws(SettingError) -> Int {
    let total = try settings.optionalInteger("total_steps", in: 1...)
    let epochs = try settings.optionalInteger("epochs", in: 1...)
    let stepsPerEpoch = try settings.optionalInteger("steps_per_epoch", in: 1...)
    if let total { return total }
    guard let epochs, let stepsPerEpoch else {
      throw SettingError(
        "total_steps",
        "is missing; give it, the number of epochs, or both epochs and steps_per_epoch, here 1")
    }
    let (product, overflow) = epochs.multipliedReportingOverflow(by: stepsPerEpoch)
    guard !overflow else { throw SettingError("epochs", "times steps_per_epoch is too large") }
    return product
  }
}
