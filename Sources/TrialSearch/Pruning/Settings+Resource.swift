import NamedSettings

extension Settings {
  /// Takes a number of steps out; nil when it is absent or `"auto"`.
  mutating func resource(_ name: String) throws(SettingError) -> Int? {
    switch value(name) {
    case nil, .string("auto"): return nil
    case .some(let value):
      guard let steps = value.asInteger else {
        throw .kind(name, "an integer or \"auto\"", value)
      }
      guard steps >= 1 else { throw .range(name, steps, 1...) }
      return steps
    }
  }
}
