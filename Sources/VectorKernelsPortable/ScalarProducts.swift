/// The scalar products of the rows of two matrices, in tiles, each in the order of its elements.
struct ScalarProducts {
  /// The floats of a row that are gone through at a time, so that what several tiles read stays near.
  private static let stretch = 4096

  let a: UnsafePointer<Float>
  let b: UnsafePointer<Float>
  /// The floats of a row.
  let depth: Int
  let c: UnsafeMutablePointer<Float>
  let cRow: Int

  /// Adds to c[m][n] for the first `rows` rows and the given columns.
  func add(rows: Int, columns: Range<Int>) {
    for start in stride(from: 0, to: depth, by: Self.stretch) {
      let count = min(Self.stretch, depth - start)
      var column = columns.lowerBound
      while column + Level.dotColumns <= columns.upperBound {
        var row = 0
        while row + Level.dotRows <= rows {
          Level.DotBlock.add(
            a + row * depth + start, b + column * depth + start, row: depth, count: count,
            to: c + row * cRow + column, cRow: cRow)
          row += Level.dotRows
        }
        for row in row..<rows {
          Level.DotLine.add(
            a + row * depth + start, b + column * depth + start, row: depth, count: count,
            to: c + row * cRow + column, cRow: cRow)
        }
        column += Level.dotColumns
      }
      for column in column..<columns.upperBound {
        for row in 0..<rows {
          DotTile<1, 1>.add(
            a + row * depth + start, b + column * depth + start, row: depth, count: count,
            to: c + row * cRow + column, cRow: cRow)
        }
      }
    }
  }
}
