/// A product's block of `rows` rows and `vectors` vectors.
struct Tile<let rows: Int, let vectors: Int>: ProductTile {
  @inline(__always) static var height: Int { rows }
  @inline(__always) static var width: Int { vectors * Vector.lanes }

  @inline(__always)
  static func multiply(
    _ a: UnsafePointer<Float>, aStep: Int, aRow: Int, _ b: UnsafePointer<Float>, bRow: Int,
    into c: UnsafeMutablePointer<Float>, cRow: Int, depth: Int
  ) {
    var sums = InlineArray<rows, InlineArray<vectors, Vector>>(
      repeating: InlineArray<vectors, Vector>(repeating: .zero))
    var (left, right) = (a, b)
    for _ in 0..<depth {
      var operands = InlineArray<vectors, Vector>(repeating: .zero)
      for j in 0..<vectors { operands[j] = Vector(at: right + j * Vector.lanes) }
      for row in 0..<rows {
        let factor = Vector(repeating: left[row * aRow])
        for j in 0..<vectors { sums[row][j].accumulate(factor, operands[j]) }
      }
      left += aStep
      right += bRow
    }
    for row in 0..<rows {
      for j in 0..<vectors { sums[row][j].store(to: c + row * cRow + j * Vector.lanes) }
    }
  }
}
