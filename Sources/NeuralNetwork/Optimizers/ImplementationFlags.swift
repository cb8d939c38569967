import NamedSettings

/// PyTorch's choices between equivalent implementations, such as `fused`. They change nothing here, and are kept
/// so that a saved state has them.
struct ImplementationFlags {
  private var values: [String: SettingValue] = [:]

  /// Reads the named flags: booleans, or null to leave the choice to PyTorch.
  init(_ settings: inout Settings, _ names: String...) throws(SettingError) {
    for name in names {
      switch settings.value(name) {
      case nil: values[name] = ["foreach", "fused"].contains(name) ? .null : .bool(false)
      case .null: values[name] = .null
      case .bool(let flag): values[name] = .bool(flag)
      case .some(let other): throw .kind(name, "true, false or null", other)
      }
    }
  }

  /// A flag that was read, as a setting to save.
  func setting(_ name: String) -> (name: String, value: SettingValue) {
    guard let value = values[name] else { preconditionFailure("\(name) was not read") }
    return (name, value)
  }
}
