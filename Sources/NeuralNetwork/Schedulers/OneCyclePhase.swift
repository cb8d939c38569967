import NamedSettings

/// A part of OneCycleLR's cycle, in which rate and momentum go one way. The raw values are PyTorch's names.
struct OneCyclePhase {
  /// A learning rate at which a phase begins or ends.
  enum Rate: String {
    case initial = "initial_lr"
    case max = "max_lr"
    case min = "min_lr"
  }

  /// A momentum at which a phase begins or ends.
  enum Momentum: String {
    case base = "base_momentum"
    case max = "max_momentum"
  }

  /// The step, not always a whole one, with which the phase ends.
  let end: Double
  let rates: (from: Rate, to: Rate)
  let momenta: (from: Momentum, to: Momentum)

  /// The phase as PyTorch saves it.
  var state: SettingValue {
    .object([
      "end_step": .real(end), "start_lr": .string(rates.from.rawValue),
      "end_lr": .string(rates.to.rawValue), "start_momentum": .string(momenta.from.rawValue),
      "end_momentum": .string(momenta.to.rawValue),
    ])
  }
}
