import VectorKernels

/// The nine taps by `vectors` vectors of output channels: all outputs count, those that did not win with zero.
struct TapSums<let vectors: Int>: TapBlock {
  @inline(__always) static var depth: Int { vectors * Vector.lanes }

  @inline(__always)
  static func add(
    _ shape: PooledConvolutionShape, _ input: UnsafePointer<Float>,
    gradient: UnsafePointer<Float>, winners: UnsafePointer<UInt8>,
    to sums: UnsafeMutablePointer<Float>
  ) {
    let (step, rowStep, outputStep) = (shape.pixelStride, shape.rowStride, shape.outputStride)
    var taps = Taps<vectors>(shape, at: sums)
    for row in 0..<shape.pooledRows {
      for column in 0..<shape.pooledColumns {
        let corner = input + 2 * row * rowStep + 2 * column * step
        let pixel = (row * shape.pooledColumns + column) * outputStep
        var parts = InlineArray<4, InlineArray<vectors, Vector>>(
          repeating: InlineArray<vectors, Vector>(repeating: .zero))
        for j in 0..<vectors {
          let whole = Vector(at: gradient + pixel + j * Vector.lanes)
          let codes = winners + pixel + j * Vector.lanes
          for part in 0..<4 { parts[part][j] = whole.where(codes, is: UInt8(part)) }
        }
        for part in 0..<4 {
          let patch = corner + part / 2 * rowStep + part % 2 * step
          for tap in 0..<9 {
            let factor = Vector(repeating: patch[tap / 3 * rowStep + tap % 3 * step])
            for j in 0..<vectors { taps.sums[tap][j].accumulate(factor, parts[part][j]) }
          }
        }
      }
    }
    taps.store(shape, to: sums)
  }
}
