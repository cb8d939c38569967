import NamedSettings
import NeuralNetwork

/// Turns plain values of a pickle into settings. There is one for a whole file.
struct SettingConverter {
  /// No configuration is so deep; a value that contains itself is endlessly so.
  private static let greatestDepth = 100

  private let document: PickleDocument
  /// How many more values of the file may be converted: a few that contain each other many times
  /// could fill the memory.
  private var budget = 1_000_000

  init(document: PickleDocument) { self.document = document }

  /// The setting; nil when it is, or contains, something other than plain data.
  mutating func convert(
    _ value: PickleValue, depth: Int = 0
  ) throws(ContentError) -> SettingValue? {
    guard depth < Self.greatestDepth else { throw Self.tooMuch }
    try spend(1)
    switch value {
    case .none: return .null
    case .boolean(let boolean): return .bool(boolean)
    case .integer(let integer): return .integer(integer)
    case .real(let real): return .real(real)
    case .string(let string): return .string(string)
    case .sequence(let index):
      var elements: [SettingValue] = []
      for element in document.sequences[index] {
        guard let setting = try convert(element, depth: depth + 1) else { return nil }
        elements.append(setting)
      }
      return .array(elements)
    case .dictionary(let index):
      var object: [String: SettingValue] = [:]
      for item in document.dictionaries[index] {
        guard let key = key(item.key), let setting = try convert(item.value, depth: depth + 1)
        else { return nil }
        object[key] = setting
      }
      return .object(object)
    case .name, .storage, .tensor, .bytes, .numberType, .opaque: return nil
    }
  }

  /// The setting, if the value is a boolean, a number or a text and so cannot contain others.
  mutating func convertScalar(_ value: PickleValue) throws(ContentError) -> SettingValue? {
    switch value {
    case .none, .boolean, .integer, .real, .string: try convert(value)
    default: nil
    }
  }

  /// Counts values that are looked at; throws once there are too many.
  mutating func spend(_ count: Int) throws(ContentError) {
    budget -= count
    guard budget >= 0 else { throw Self.tooMuch }
  }

  private static let tooMuch = ContentError.damaged(
    "a value in it is too large, or contains itself")

  /// A key as text; integers, as in a `MultiStepLR`'s milestones, become their digits.
  private func key(_ value: PickleValue) -> String? {
    switch value {
    case .string(let string): string
    case .integer(let integer): String(integer)
    default: nil
    }
  }
}
