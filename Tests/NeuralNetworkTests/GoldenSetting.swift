import NamedSettings
import NeuralNetwork

/// A setting in a JSON fixture.
struct GoldenSetting: Decodable {
  let value: SettingValue

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let bool = try? container.decode(Bool.self) {
      value = .bool(bool)
    } else if let integer = try? container.decode(Int.self) {
      value = .integer(integer)
    } else if let real = try? container.decode(Double.self) {
      value = .real(real)
    } else if let string = try? container.decode(String.self) {
      value = .string(string)
    } else if let elements = try? container.decode([GoldenSetting].self) {
      value = .array(elements.map(\.value))
    } else {
      value = .object(try container.decode([String: GoldenSetting].self).mapValues(\.value))
    }
  }
}
