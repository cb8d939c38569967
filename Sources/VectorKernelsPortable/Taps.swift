import VectorKernels

/// The sums of nine taps by `vectors` vectors of output channels, in registers.
struct Taps<let vectors: Int> {
  /// By tap, row by row.
  var sums = InlineArray<9, InlineArray<vectors, Vector>>(
    repeating: InlineArray<vectors, Vector>(repeating: .zero))

  /// Reads them from `memory`, `[3, run, outputStride]`, that starts at the block's channels.
  @inline(__always)
  init(_ shape: PooledConvolutionShape, at memory: UnsafePointer<Float>) {
    for tap in 0..<9 {
      let place = memory + Self.offset(shape, tap)
      for j in 0..<vectors { sums[tap][j] = Vector(at: place + j * Vector.lanes) }
    }
  }

  /// Writes them back.
  @inline(__always)
  func store(_ shape: PooledConvolutionShape, to memory: UnsafeMutablePointer<Float>) {
    for tap in 0..<9 {
      let place = memory + Self.offset(shape, tap)
      for j in 0..<vectors { sums[tap][j].store(to: place + j * Vector.lanes) }
    }
  }

  @inline(__always)
  private static func offset(_ shape: PooledConvolutionShape, _ tap: Int) -> Int {
    (tap / 3 * shape.run + tap % 3 * shape.pixelStride) * shape.outputStride
  }
}
