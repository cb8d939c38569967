import Foundation
import NamedSettings
import NeuralNetwork

@testable import Checkpoint

/// The checkpoints that `make_checkpoints.py` made, and what PyTorch says they hold.
enum Fixture {
  /// The path of a file in `Fixtures`.
  static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path()
  }

  /// The bytes of a file in `Fixtures`.
  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
  }

  /// Contents by file: `state` as pairs of name and tensor, `optimizer` with `parameters`,
  /// `settings` as pairs, and `entries` by parameter as pairs. Numbers are all real.
  static func expected() throws -> [String: SettingValue] {
    let data = try Data(contentsOf: URL(filePath: path("expected.json")))
    return try JSONDecoder().decode([String: PlainValue].self, from: data).mapValues(\.setting)
  }
}

/// JSON as settings whose numbers are all real.
struct PlainValue: Decodable {
  let setting: SettingValue

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      setting = .null
    } else if let value = try? container.decode(Bool.self) {
      setting = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      setting = .real(value)
    } else if let value = try? container.decode(String.self) {
      setting = .string(value)
    } else if let value = try? container.decode([PlainValue].self) {
      setting = .array(value.map(\.setting))
    } else {
      setting = .object(try container.decode([String: PlainValue].self).mapValues(\.setting))
    }
  }
}
