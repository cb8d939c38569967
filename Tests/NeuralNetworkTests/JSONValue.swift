import NamedSettings
import NeuralNetwork

/// A JSON value as a setting; the strings `Infinity` and `-Infinity` stand for numbers.
struct JSONValue: Decodable {
  let setting: SettingValue

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      setting = .null
    } else if let bool = try? container.decode(Bool.self) {
      setting = .bool(bool)
    } else if let integer = try? container.decode(Int.self) {
      setting = .integer(integer)
    } else if let real = try? container.decode(Double.self) {
      setting = .real(real)
    } else if let string = try? container.decode(String.self) {
      setting =
        ["Infinity", "-Infinity"].contains(string)
        ? .real(string == "Infinity" ? .infinity : -.infinity) : .string(string)
    } else if let elements = try? container.decode([JSONValue].self) {
      setting = .array(elements.map(\.setting))
    } else {
      setting = .object(try container.decode([String: JSONValue].self).mapValues(\.setting))
    }
  }
}

extension SettingValue {
  /// Whether the values are the same but for rounding errors in numbers; 1 and 1.0 are the same.
  func isClose(to other: SettingValue, relative tolerance: Double) -> Bool {
    switch (self, other) {
    case (.array(let a), .array(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.isClose(to: $1, relative: tolerance) }
    case (.object(let a), .object(let b)):
      return a.keys == b.keys
        && a.allSatisfy { key, value in
          b[key].map { value.isClose(to: $0, relative: tolerance) } ?? false
        }
    default:
      guard let a = asReal, let b = other.asReal else { return self == other }
      return NeuralNetworkTests.isClose(a, b, relative: tolerance)
    }
  }
}

/// Whether the difference is at most `tolerance` of `expected`, or 1e-12.
func isClose(_ value: Double, _ expected: Double, relative tolerance: Double) -> Bool {
  value == expected || abs(value - expected) <= max(tolerance * abs(expected), 1e-12)
}

/// Whether every element is close to the one expected.
func isClose(_ values: [Float], _ expected: [Float], relative tolerance: Double) -> Bool {
  values.count == expected.count
    && zip(values, expected).allSatisfy {
      isClose(Double($0), Double($1), relative: tolerance)
    }
}
