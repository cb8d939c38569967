/// What a pickle holds: its outermost value, and all that this one leads to.
struct PickleDocument {
  typealias Item = (key: PickleValue, value: PickleValue)

  var root = PickleValue.none
  var sequences: [[PickleValue]] = []
  /// The items in their order; of items with the same key the last one counts.
  var dictionaries: [[Item]] = []
  var storages: [StorageReference] = []
  var tensors: [TensorReference] = []

  /// The elements of a list or tuple; nil for other values.
  func sequence(_ value: PickleValue?) -> [PickleValue]? {
    if case .sequence(let index) = value { sequences[index] } else { nil }
  }

  /// The items of a dictionary; nil for other values.
  func items(_ value: PickleValue?) -> [Item]? {
    if case .dictionary(let index) = value { dictionaries[index] } else { nil }
  }

  /// The item of a dictionary under a text key; nil when there is none or the value is no
  /// dictionary.
  func value(_ dictionary: PickleValue?, _ key: String) -> PickleValue? {
    items(dictionary)?.last { $0.key.string == key }?.value
  }

  /// The integers of a list or tuple; nil for other values, or when an element is not an integer.
  func integers(_ value: PickleValue?) -> [Int]? {
    guard let elements = sequence(value) else { return nil }
    var integers: [Int] = []
    for element in elements {
      guard let integer = element.integer else { return nil }
      integers.append(integer)
    }
    return integers
  }
}
