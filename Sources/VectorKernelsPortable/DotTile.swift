/// A block of scalar products of the rows of two matrices that stays in registers.
struct DotTile<let rows: Int, let columns: Int> {
  /// Adds to `c[m * cRow + n]` the scalar product of `count` elements of row m of `a` and row n of `b`,
  /// whose rows start `row` floats apart.
  @inline(__always)
  static func add(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, row: Int, count: Int,
    to c: UnsafeMutablePointer<Float>, cRow: Int
  ) {
    var sums = InlineArray<rows, InlineArray<columns, Vector>>(
      repeating: InlineArray<columns, Vector>(repeating: .zero))
    let whole = count / Vector.lanes * Vector.lanes
    for start in stride(from: 0, to: whole, by: Vector.lanes) {
      var left = InlineArray<rows, Vector>(repeating: .zero)
      for m in 0..<rows { left[m] = Vector(at: a + m * row + start) }
      for n in 0..<columns {
        let right = Vector(at: b + n * row + start)
        for m in 0..<rows { sums[m][n].accumulate(left[m], right) }
      }
    }
    for m in 0..<rows {
      for n in 0..<columns {
        var sum = sums[m][n].sum()
        for rest in whole..<count { sum += a[m * row + rest] * b[n * row + rest] }
        c[m * cRow + n] += sum
      }
    }
  }
}
