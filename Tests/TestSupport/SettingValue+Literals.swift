import NamedSettings
import NeuralNetwork

extension SettingValue: ExpressibleByNilLiteral {
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
}

extension SettingValue: ExpressibleByBooleanLiteral {
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension SettingValue: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
}

extension SettingValue: ExpressibleByFloatLiteral {
  /// A number.
  public init(floatLiteral value: Double) { self = .real(value) }
}

extension SettingValue: ExpressibleByExtendedGraphemeClusterLiteral {}
extension SettingValue: ExpressibleByUnicodeScalarLiteral {}
extension SettingValue: ExpressibleByStringLiteral {
  /// Text.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension SettingValue: ExpressibleByArrayLiteral {
  /// A list.
  public init(arrayLiteral elements: SettingValue...) { self = .array(elements) }
}

extension SettingValue: ExpressibleByDictionaryLiteral {
  /// Named values.
  public init(dictionaryLiteral elements: (String, SettingValue)...) {
    self = .object(Dictionary(elements) { _, last in last })
  }
}
