/// A matrix product c[m][n] = sum over k of a[k, m] b[k][n] in tiles, each element's sum in the order
/// of k.
struct Product {
  let a: UnsafePointer<Float>
  /// Element (k, m) of `a` lies at `k * aStep + m * aRow`.
  let aStep: Int
  let aRow: Int
  let b: UnsafePointer<Float>
  let bRow: Int
  let c: UnsafeMutablePointer<Float>
  let cRow: Int
  let depth: Int

  /// Computes the first `rows` rows of the given columns.
  func compute(rows: Int, columns: Range<Int>) {
    var column = columns.lowerBound
    while column + Level.WideTile.width <= columns.upperBound {
      strip(rows, column, Level.WideTile.self, Level.WideLine.self)
      column += Level.WideTile.width
    }
    while column + Level.NarrowTile.width <= columns.upperBound {
      strip(rows, column, Level.NarrowTile.self, Level.NarrowLine.self)
      column += Level.NarrowTile.width
    }
    for column in column..<columns.upperBound {
      for row in 0..<rows {
        var sum: Float = 0
        for k in 0..<depth { sum += a[k * aStep + row * aRow] * b[k * bRow + column] }
        c[row * cRow + column] = sum
      }
    }
  }

  /// One strip of columns: by whole tiles, then row by row.
  @inline(__always)
  private func strip<Tall: ProductTile, Line: ProductTile>(
    _ rows: Int, _ column: Int, _ tall: Tall.Type, _ line: Line.Type
  ) {
    var row = 0
    while row + Tall.height <= rows {
      multiply(tall, row, column)
      row += Tall.height
    }
    while row < rows {
      multiply(line, row, column)
      row += Line.height
    }
  }

  @inline(__always)
  private func multiply<Block: ProductTile>(_ block: Block.Type, _ row: Int, _ column: Int) {
    Block.multiply(
      a + row * aRow, aStep: aStep, aRow: aRow, b + column, bRow: bRow,
      into: c + row * cRow + column, cRow: cRow, depth: depth)
  }
}
