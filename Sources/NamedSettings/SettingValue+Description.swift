extension SettingValue: CustomStringConvertible {
  /// The value much as JSON writes it, for messages.
  public var description: String {
    switch self {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .integer(let integer): "\(integer)"
    case .real(let real): "\(real)"
    case .string(let string): "\"\(string)\""
    case .array(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.keys.sorted().map { "\"\($0)\": \(members[$0] ?? .null)" }.joined(separator: ", "))}"
    }
  }
}
