import NamedSettings

extension Settings {
  /// More epochs than any training has; what schedulers make of them are still integers.
  static let mostEpochs = 1 << 53

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

  /// Takes a number above 0 out, by which a rate is divided sooner or later.
  mutating func positive(
    _ name: String, default fallback: Double, upTo limit: Double = .infinity
  ) throws(SettingError) -> Double {
    let number = try real(name, default: fallback, in: 0...limit)
    guard number > 0 else { throw SettingError(name, "expected a number above 0") }
    return number
  }

  /// Takes an integer out that may be absent or null.
  mutating func optionalInteger(
    _ name: String, in range: some RangeExpression<Int>
  ) throws(SettingError) -> Int? {
    switch value(name) {
    case nil, .null: return nil
    case .some(let value):
      guard let integer = value.asInteger else { throw .kind(name, "an integer or null", value) }
      guard range.contains(integer) else { throw .range(name, integer, range) }
      return integer
    }
  }
}
