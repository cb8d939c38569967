import Foundation
import NamedSettings

/// Files made by the scripts beside them.
enum Fixture {
  /// The contents of `Fixtures/<name>`.
  static func decoded<Content: Decodable>(_ name: String) throws -> Content {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/\(name)")
    return try JSONDecoder().decode(Content.self, from: Data(contentsOf: url))
  }
}

/// JSON as settings.
struct JSONSetting: Decodable {
  let value: SettingValue

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .null
    } else if let bool = try? container.decode(Bool.self) {
      value = .bool(bool)
    } else if let real = try? container.decode(Double.self) {
      value = .number(real)
    } else if let string = try? container.decode(String.self) {
      value = .string(string)
    } else if let elements = try? container.decode([JSONSetting].self) {
      value = .array(elements.map(\.value))
    } else {
      value = .object(try container.decode([String: JSONSetting].self).mapValues(\.value))
    }
  }
}
