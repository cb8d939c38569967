import Kernels
import NamedSettings

extension Settings {
  /// Extents of tensors and windows; beyond that memory could not hold the result.
  static let extents = 1...1_048_576
  /// Padding.
  static let margins = 0...1_048_576

  /// Takes out a size that may be absent or null.
  mutating func optionalSize(_ name: String) throws(SettingError) -> Size2d? {
    if let value = peek(name), value != .null { return try size(name) }
    _ = value(name)
    return nil
  }

  /// Takes out a size that is written as one integer for both dimensions or as `[rows, columns]`.
  ///
  /// Throws when it is of another kind, out of range, or absent without default.
  mutating func size(
    _ name: String, default fallback: Size2d? = nil, in range: ClosedRange<Int> = extents
  ) throws(SettingError) -> Size2d {
    guard let value = value(name) else {
      guard let fallback else { throw missing(name) }
      return fallback
    }
    if let both = value.asInteger {
      guard range.contains(both) else { throw .range(name, both, range) }
      return Size2d(rows: both, columns: both)
    }
    guard case .array(let pair) = value, pair.count == 2, let rows = pair[0].asInteger,
      let columns = pair[1].asInteger
    else { throw .kind(name, "an integer or a list of two integers", value) }
    for (index, extent) in [rows, columns].enumerated() where !range.contains(extent) {
      throw .range("\(name)[\(index)]", extent, range)
    }
    return Size2d(rows: rows, columns: columns)
  }
}
