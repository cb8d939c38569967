/// A value of a configuration: what JSON, a Python dictionary and `torch.optim` settings share.
public indirect enum SettingValue: Hashable, Sendable {
  /// JSON's `null`, Python's `None`.
  case null
  /// A truth value.
  case bool(Bool)
  /// A number written without fraction or exponent.
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
