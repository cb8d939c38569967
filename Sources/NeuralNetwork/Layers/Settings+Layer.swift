import NamedSettings

/// Arguments of PyTorch's layers that have one possible value here, or only say again what the shape
/// that reaches a layer says.
extension Settings {
  /// Takes an argument out that may only have PyTorch's default. Throws for other values.
  mutating func only(
    _ name: String, _ wanted: SettingValue, _ reason: String
  ) throws(SettingError) {
    guard let value = value(name), value != wanted else { return }
    if let number = value.asReal, number == wanted.asReal { return }
    throw SettingError(name, "\(value) is not supported, only \(wanted): \(reason)")
  }

  /// Takes the number of channels or features out that a layer expects; nil when it is not given.
  mutating func expectedExtent(_ name: String) throws(SettingError) -> ExpectedExtent? {
    guard let count = try optionalInteger(name, in: Self.extents) else { return nil }
    return ExpectedExtent(name: name, count: count)
  }

  /// Takes `inplace` out: it changes nothing, as layers keep their input for the way back.
  mutating func skipInplace() throws(SettingError) { _ = try bool("inplace", default: false) }

  /// Takes `ceil_mode` out, which must be false.
  mutating func requireFloor() throws(SettingError) {
    try only("ceil_mode", .bool(false), "sizes round down")
  }
}
