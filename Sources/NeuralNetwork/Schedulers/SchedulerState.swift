import NamedSettings

/// What PyTorch keeps for itself, beside the settings, and other versions of it have not.
private let internalNames: Set = ["default_min_lr", "min_lrs", "mode_worse", "scale_mode"]

extension [String: SettingValue] {
  /// The epoch in a scheduler's saved state.
  func lastEpoch() throws(SettingError) -> Int {
    try count("last_epoch", "a scheduler's state needs it, an integer from 0")
  }

  /// A number of epochs in a scheduler's saved state.
  func count(
    _ name: String, _ reason: String = "expected a number of epochs"
  ) throws(SettingError) -> Int {
    guard let count = self[name]?.asInteger, (0...Settings.mostEpochs).contains(count) else {
      throw SettingError(name, reason)
    }
    return count
  }

  /// Throws unless a scheduler's saved state has the given settings with the same values; what is
  /// internal to PyTorch may be missing.
  func requireSettings(_ settings: [String: SettingValue]) throws(SettingError) {
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
      guard let saved = self[name] else {
        if name.hasPrefix("_") || internalNames.contains(name) { continue }
        throw SettingError(name, "is missing, the state is another scheduler's")
      }
      guard saved.canonical == value.canonical else {
        throw SettingError(name, "the state has \(saved), the scheduler here \(value)")
      }
    }
  }
}

extension SettingValue {
  /// The same value with every number a real one: PyTorch's 1 and 1.0 are the same setting.
  fileprivate var canonical: SettingValue {
    switch self {
    case .integer(let integer): .real(Double(integer))
    case .array(let elements): .array(elements.map(\.canonical))
    case .object(let members): .object(members.mapValues(\.canonical))
    default: self
    }
  }
}
