import Foundation

/// Files that the scripts in `Fixtures` made.
enum Fixture {
  /// The bytes of a file in `Fixtures`.
  static func bytes(_ name: String) throws -> [UInt8] { try bytes(at: url(name).path()) }

  /// The bytes of any file.
  static func bytes(at path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  /// Decodes a JSON file in `Fixtures`.
  static func decode<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: url(name)))
  }

  private static func url(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
  }
}
