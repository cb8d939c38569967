import COpenBLAS

/// A row-major matrix in memory that somebody else keeps alive, for products.
struct Matrix {
  private let pointer: UnsafePointer<Float>
  private let stored: (rows: Int, columns: Int)
  private let isTransposed: Bool

  private var rows: Int { isTransposed ? stored.columns : stored.rows }
  private var columns: Int { isTransposed ? stored.rows : stored.columns }

  /// The matrix `[rows, columns]` that starts at `pointer`.
  init(_ pointer: UnsafePointer<Float>, rows: Int, columns: Int) {
    self.init(pointer, stored: (rows, columns), isTransposed: false)
  }

  private init(
    _ pointer: UnsafePointer<Float>, stored: (rows: Int, columns: Int), isTransposed: Bool
  ) {
    self.pointer = pointer
    self.stored = stored
    self.isTransposed = isTransposed
  }

  /// The same memory read as `[columns, rows]`.
  var transposed: Matrix { Matrix(pointer, stored: stored, isTransposed: !isTransposed) }

  /// Writes the product `a b` to `result`, `[a.rows, b.columns]`, or adds it to what is there.
  static func multiply(
    _ a: Matrix, _ b: Matrix, into result: UnsafeMutablePointer<Float>, adding: Bool = false
  ) {
    precondition(a.columns == b.rows, "\(a.rows)x\(a.columns) times \(b.rows)x\(b.columns)")
    _ = oneThread
    cblas_sgemm(
      CblasRowMajor, a.isTransposed ? CblasTrans : CblasNoTrans,
      b.isTransposed ? CblasTrans : CblasNoTrans, blasint(a.rows), blasint(b.columns),
      blasint(a.columns), 1, a.pointer, blasint(a.stored.columns), b.pointer,
      blasint(b.stored.columns), adding ? 1 : 0, result, blasint(b.columns))
  }

  /// One thread a process: ranks share a node's cores, and the order of the sums never changes.
  private static let oneThread: Void = openblas_set_num_threads(1)
}
