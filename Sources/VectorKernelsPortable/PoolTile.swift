import VectorKernels

/// What a block of a convolution with ReLU and pooling can do.
protocol ConvolutionBlock {
  /// The number of its pooled pixels.
  static var width: Int { get }
  /// The floats of each pixel that it computes.
  static var depth: Int { get }

  /// Writes pooled pixels that lie side by side, and unless `winners` is nil which output each came
  /// from.
  ///
  /// `input` is the first pixel under the block; `weights`, `bias`, `output` and `winners` start at the
  /// block's first output channel.
  static func compute(
    _ shape: PooledConvolutionShape, _ input: UnsafePointer<Float>,
    weights: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, winners: UnsafeMutablePointer<UInt8>?,
    scratch: UnsafeMutablePointer<Float>)
}

/// A block of `pooled` pooled pixels, `columns` = 2 `pooled` outputs a row, by `vectors` vectors of channels.
struct PoolTile<let pooled: Int, let columns: Int, let vectors: Int>: ConvolutionBlock {
  @inline(__always) static var width: Int { pooled }
  @inline(__always) static var depth: Int { vectors * Vector.lanes }

  @inline(__always)
  static func compute(
    _ shape: PooledConvolutionShape, _ input: UnsafePointer<Float>,
    weights: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, winners: UnsafeMutablePointer<UInt8>?,
    scratch: UnsafeMutablePointer<Float>
  ) {
    var upperSums = InlineArray<columns, InlineArray<vectors, Vector>>(
      repeating: InlineArray<vectors, Vector>(repeating: .zero))
    for j in 0..<vectors {
      let start = Vector(at: bias + j * Vector.lanes)
      for column in 0..<columns { upperSums[column][j] = start }
    }
    var lowerSums = upperSums
    let (step, weightStep, run) = (shape.pixelStride, shape.outputStride, shape.run)
    var taps = weights
    for row in 0..<shape.kernelRows {
      var upper = input + row * shape.rowStride
      var lower = upper + shape.rowStride
      for _ in 0..<run {
        var kernels = InlineArray<vectors, Vector>(repeating: .zero)
        for j in 0..<vectors { kernels[j] = Vector(at: taps + j * Vector.lanes) }
        for column in 0..<columns {
          let above = Vector(repeating: upper[column * step])
          for j in 0..<vectors { upperSums[column][j].accumulate(above, kernels[j]) }
        }
        for column in 0..<columns {
          let below = Vector(repeating: lower[column * step])
          for j in 0..<vectors { lowerSums[column][j].accumulate(below, kernels[j]) }
        }
        upper += 1
        lower += 1
        taps += weightStep
      }
    }
    // Through memory: indices that are known only later would keep the sums out of the registers.
    for column in 0..<columns {
      for j in 0..<vectors {
        upperSums[column][j].store(to: scratch + (column * vectors + j) * Vector.lanes)
        lowerSums[column][j].store(to: scratch + ((columns + column) * vectors + j) * Vector.lanes)
      }
    }
    for q in 0..<pooled {
      for j in 0..<vectors {
        let upper = scratch + (2 * q * vectors + j) * Vector.lanes
        let lower = upper + columns * vectors * Vector.lanes
        let offset = q * shape.outputStride + j * Vector.lanes
        Vector.pool(
          Vector(at: upper), Vector(at: upper + vectors * Vector.lanes), Vector(at: lower),
          Vector(at: lower + vectors * Vector.lanes), codes: winners.map { $0 + offset }
        ).store(to: output + offset)
      }
    }
  }
}
