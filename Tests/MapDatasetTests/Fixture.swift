import Foundation

/// Files that the scripts in `Fixtures` made.
enum Fixture {
  /// The path of a file in `Fixtures`.
  static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path(
      percentEncoded: false)
  }

  /// Decodes a JSON file in `Fixtures`.
  static func decode<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path(name))))
  }
}
