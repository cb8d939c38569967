import NamedSettings

extension Settings {
  /// Takes out `input_shape`, `[channels, rows, columns]`, each at least 1.
  mutating func inputShape() throws(SettingError) -> [Int] {
    let shape = try integers("input_shape")
    guard shape.count == 3 else {
      throw SettingError("input_shape", "expected [channels, rows, columns], found \(shape)")
    }
    for (index, extent) in shape.enumerated() where !Self.extents.contains(extent) {
      throw .range("input_shape[\(index)]", extent, Self.extents)
    }
    return shape
  }

  /// Takes out `num_parameters`, the number of output parameters.
  mutating func outputCount(default fallback: Int? = nil) throws(SettingError) -> Int {
    try integer("num_parameters", default: fallback, in: Self.extents)
  }

  /// Takes a list of any values out.
  mutating func array(_ name: String) throws(SettingError) -> [SettingValue] {
    guard let value = value(name) else { throw missing(name) }
    guard case .array(let elements) = value else { throw .kind(name, "a list", value) }
    return elements
  }
}
