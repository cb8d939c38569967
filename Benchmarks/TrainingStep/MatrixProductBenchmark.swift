import COpenBLAS

/// OpenBLAS's product of two 1024x1024 matrices on one core: what a core can do.
struct MatrixProductBenchmark {
  private static let size = 1024
  private let a = [Float](repeating: 0.5, count: size * size)
  private let b = [Float](repeating: 0.25, count: size * size)

  init() { openblas_set_num_threads(1) }

  /// The kernels that OpenBLAS has chosen.
  var name: String { "OpenBLAS \(String(cString: openblas_get_corename()))" }

  /// GFLOP/s.
  func rate(seconds: Double) -> Double {
    var c = [Float](repeating: 0, count: Self.size * Self.size)
    let size = blasint(Self.size)
    let clock = ContinuousClock()
    let start = clock.now
    var count = 0.0
    var elapsed = 0.0
    repeat {
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, size, size, size, 1, a, size, b, size, 0, &c,
        size)
      count += 1
      elapsed = (clock.now - start) / .seconds(1)
    } while elapsed < seconds
    let operations = 2 * Double(Self.size * Self.size * Self.size)
    return count * operations / elapsed / 1e9
  }
}
