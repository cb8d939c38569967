/// A block of a matrix product that stays in registers.
protocol ProductTile {
  /// The number of its rows.
  static var height: Int { get }
  /// The floats of one of its rows.
  static var width: Int { get }

  /// Writes the sums of `depth` products to `c`: c[m][n] = sum over k of a[k, m] b[k][n].
  ///
  /// Element (k, m) of `a` lies at `k * aStep + m * aRow`; rows of `b` and `c` start `bRow` and `cRow`
  /// floats apart.
  static func multiply(
    _ a: UnsafePointer<Float>, aStep: Int, aRow: Int, _ b: UnsafePointer<Float>, bRow: Int,
    into c: UnsafeMutablePointer<Float>, cRow: Int, depth: Int)
}
