extension PickleValue {
  /// What the value is, in the words of an error message.
  var kind: String {
    switch self {
    case .none: "None"
    case .boolean: "a boolean"
    case .integer, .real: "a number"
    case .string: "a string"
    case .sequence: "a list"
    case .dictionary: "a dictionary"
    case .name(let name): "the class \(name)"
    case .storage: "a storage"
    case .bytes: "bytes"
    case .numberType: "a type of numbers"
    case .tensor: "a tensor"
    case .opaque(let name): "an object of \(name)"
    }
  }

  /// The value itself where it is short, else what it is.
  var content: String {
    switch self {
    case .boolean(let boolean): boolean ? "True" : "False"
    case .integer(let integer): "\(integer)"
    case .real(let real): "\(real)"
    case .string(let string): "the text '\(string.prefix(30))'"
    default: kind
    }
  }

  var isTensor: Bool {
    if case .tensor = self { true } else { false }
  }

  /// The text; nil for other values.
  var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  /// The integer; nil for other values.
  var integer: Int? {
    if case .integer(let integer) = self { integer } else { nil }
  }
}
