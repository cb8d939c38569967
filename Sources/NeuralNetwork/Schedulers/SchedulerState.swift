import NamedSettings

extension [String: SettingValue] {
  /// The epoch in a scheduler's saved state.
  func lastEpoch() throws(SettingError) -> Int {
    guard let epoch = self["last_epoch"]?.asInteger, epoch >= 0 else {
      throw SettingError("last_epoch", "a scheduler's state needs it, an integer from 0")
    }
    return epoch
  }

  /// Throws unless a scheduler's saved state has the given settings with the same values.
  func requireSettings(_ settings: [String: SettingValue]) throws(SettingError) {
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
      guard let saved = self[name] else {
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
