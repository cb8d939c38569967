/// A value of a configuration: what JSON, a Python dictionary and `torch.optim` settings share.
public indirect enum SettingValue: Hashable, Sendable {
  /// JSON's `null`, Python's `None`.
  case null
  /// A truth value.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// Any other number.
  case real(Double)
  /// Text.
  case string(String)
  /// A list, or a Python tuple.
  case array([SettingValue])
  /// Named values.
  case object([String: SettingValue])
}

extension SettingValue {
  /// A number as it is everywhere kept: whole ones as integers, so that `1.0` and `1` are the same
  /// setting, whichever way it came.
  public static func number(_ real: Double) -> SettingValue {
    Int(exactly: real).map(SettingValue.integer) ?? .real(real)
  }

  /// What the value is, in the words of an error message.
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer: "an integer"
    case .real: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
