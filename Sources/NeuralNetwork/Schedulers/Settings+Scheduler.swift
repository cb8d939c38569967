extension Settings {
  /// Takes the arguments out that all schedulers of PyTorch share and that have no effect here: `last_epoch`, which
  /// is -1 but for a resumed run, and `verbose`, which PyTorch has given up.
  mutating func skipSchedulerArguments() throws(SettingError) {
    guard try integer("last_epoch", default: -1) == -1 else {
      throw SettingError("last_epoch", "expected -1; resuming a run continues its scheduler")
    }
    _ = try bool("verbose", default: false)
  }

  /// Takes one of the given names out.
  mutating func choice(
    _ name: String, of names: [String], default fallback: String
  ) throws(SettingError) -> String {
    let choice = try string(name, default: fallback)
    guard names.contains(choice) else {
      throw SettingError(name, unknownName(choice, "choice", valid: names))
    }
    return choice
  }

  /// Takes a number above 0 and up to 1 out.
  mutating func positiveShare(
    _ name: String, default fallback: Double
  ) throws(SettingError) -> Double {
    let share = try real(name, default: fallback, in: 0...1)
    guard share > 0 else {
      throw SettingError(name, "expected a number above 0, as the rate is divided by it later")
    }
    return share
  }
}

extension [String: SettingValue] {
  /// The epoch in a scheduler's saved state.
  func lastEpoch() throws(SettingError) -> Int {
    guard let epoch = self["last_epoch"]?.asInteger, epoch >= 0 else {
      throw SettingError("last_epoch", "a scheduler's state needs it, an integer from 0")
    }
    return epoch
  }
}
