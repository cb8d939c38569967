import VectorKernels

/// From one order of a matrix's elements to the other, between rows that need not lie side by side.
struct Transposition {
  /// Where each row of the source starts.
  private let rows: [Int32]
  /// Where each of its columns starts in the target.
  private let columns: [Int32]

  /// Copies element c of the source's row r, which starts at `rows[r]`, to element r of the target's row c, which
  /// starts at `columns[c]`.
  init(rows: [Int], columns: [Int]) {
    self.init(rows: rows.map(Int32.init), columns: columns.map(Int32.init))
  }

  private init(rows: [Int32], columns: [Int32]) {
    self.rows = rows
    self.columns = columns
  }

  /// The way back.
  var reversed: Transposition { Transposition(rows: columns, columns: rows) }

  /// Copies all elements.
  func apply(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>) {
    rows.withUnsafeBufferPointer { rows in
      columns.withUnsafeBufferPointer { columns in
        vectorKernels.transpose(source, rows: rows, into: target, columns: columns)
      }
    }
  }
}
