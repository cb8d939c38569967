/// An extent, a step or a margin in two dimensions.
public struct Size2d: Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  /// Along the first dimension of a map.
  public let rows: Int
  /// Along the second dimension of a map.
  public let columns: Int

  /// Makes a size.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// The same in both dimensions, such as `3` for a 3x3 kernel.
  public init(integerLiteral value: Int) { self.init(rows: value, columns: value) }

  /// Rows times columns.
  public var count: Int { rows * columns }

  /// Such as `3x3`.
  public var description: String { "\(rows)x\(columns)" }
}
