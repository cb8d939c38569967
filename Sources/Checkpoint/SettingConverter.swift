import NamedSettings
import NeuralNetwork

/// Turns plain values of a pickle into settings.
struct SettingConverter {
  /// No configuration is so deep; a value that contains itself is endlessly so.
  private static let greatestDepth = 100

  private let document: PickleDocument
  /// How many more values may be converted: a few that contain each other many times could fill the
  /// memory.
  private var budget = 1_000_000

  init(document: PickleDocument) { self.document = document }

  /// The setting; nil when it is, or contains, something other than plain data.
  mutating func convert(
    _ value: PickleValue, depth: Int = 0
  ) throws(ContentError) -> SettingValue? {
    budget -= 1
    guard depth < Self.greatestDepth, budget >= 0 else {
      throw .damaged("a value in it is too large, or contains itself")
    }
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
    case .name, .storage, .tensor, .opaque: return nil
    }
  }

  /// A key as text; integers, as in a `MultiStepLR`'s milestones, become their digits.
  private func key(_ value: PickleValue) -> String? {
    switch value {
    case .string(let string): string
    case .integer(let integer): String(integer)
    default: nil
    }
  }
}
