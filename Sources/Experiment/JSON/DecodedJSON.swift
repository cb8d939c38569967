import Foundation
import NeuralNetwork

/// A JSON text as the value of a configuration.
struct DecodedJSON: Decodable {
  let value: SettingValue

  /// Decodes a text. Throws Foundation's `DecodingError`, whose debug description names the line.
  static func value(of text: Data) throws -> SettingValue {
    try JSONDecoder().decode(DecodedJSON.self, from: text).value
  }

  init(from decoder: any Decoder) throws {
    if let members = try? decoder.container(keyedBy: Name.self) {
      var object: [String: SettingValue] = [:]
      for name in members.allKeys {
        object[name.stringValue] = try members.decode(DecodedJSON.self, forKey: name).value
      }
      value = .object(object)
    } else if var elements = try? decoder.unkeyedContainer() {
      var array: [SettingValue] = []
      while !elements.isAtEnd { array.append(try elements.decode(DecodedJSON.self).value) }
      value = .array(array)
    } else {
      value = try Self.scalar(decoder.singleValueContainer())
    }
  }

  private static func scalar(
    _ container: any SingleValueDecodingContainer
  ) throws -> SettingValue {
    if container.decodeNil() { return .null }
    if let bool = try? container.decode(Bool.self) { return .bool(bool) }
    if let integer = try? container.decode(Int.self) { return .integer(integer) }
    if let real = try? container.decode(Double.self) { return .number(real) }
    return .string(try container.decode(String.self))
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
