import Testing

@testable import Kernels

@Suite struct TranspositionTests {
  /// Numbers of rows and columns that do and do not fill blocks of four.
  @Test(arguments: [(1, 1), (3, 9), (4, 4), (5, 8), (9, 32), (32, 9)])
  func rowsBecomeColumnsAndBackAgain(rows: Int, columns: Int) {
    // Rows of the source lie in reverse order, those of the target two floats apart.
    let source = FloatBuffer((0..<rows * columns).map(Float.init))
    let starts = (0..<rows).map { (rows - 1 - $0) * columns }
    let places = (0..<columns).map { $0 * (rows + 2) }
    let transposition = Transposition(rows: starts, columns: places)
    let target = FloatBuffer(count: columns * (rows + 2))
    transposition.apply(source.pointer, to: target.pointer)
    for row in 0..<rows {
      for column in 0..<columns {
        #expect(target[places[column] + row] == source[starts[row] + column])
      }
    }
    let back = FloatBuffer(count: rows * columns)
    transposition.reversed.apply(target.pointer, to: back.pointer)
    #expect(back.array == source.array)
  }
}
