import VectorKernels

/// The gradient of a pooled convolution by 3x3 kernels over few channels: all outputs count, those that
/// did not win with zero.
struct DenseGradient {
  let shape: PooledConvolutionShape
  let input: UnsafePointer<Float>
  let gradient: UnsafePointer<Float>
  let winners: UnsafePointer<UInt8>

  /// Adds to the kernels' gradient by tap, `[3, run, outputStride]`, that of one map.
  func addWeights(to sums: UnsafeMutablePointer<Float>) {
    for inputChannel in 0..<shape.inputChannels {
      var channel = 0
      while channel + Level.WideTaps.depth <= shape.outputStride {
        add(inputChannel, channel, sums, Level.WideTaps.self)
        channel += Level.WideTaps.depth
      }
      while channel < shape.outputStride {
        add(inputChannel, channel, sums, Level.NarrowTaps.self)
        channel += Level.NarrowTaps.depth
      }
    }
  }

  @inline(__always)
  private func add<Block: TapBlock>(
    _ inputChannel: Int, _ channel: Int, _ sums: UnsafeMutablePointer<Float>, _ block: Block.Type
  ) {
    Block.add(
      shape, input + inputChannel, gradient: gradient + channel, winners: winners + channel,
      to: sums + inputChannel * shape.outputStride + channel)
  }
}

/// What a block of the nine taps of one input channel can do.
protocol TapBlock {
  /// Its output channels.
  static var depth: Int { get }
  /// Adds a map's part to the taps' sums.
  static func add(
    _ shape: PooledConvolutionShape, _ input: UnsafePointer<Float>,
    gradient: UnsafePointer<Float>, winners: UnsafePointer<UInt8>,
    to sums: UnsafeMutablePointer<Float>)
}

/// The nine taps by `vectors` vectors of output channels.
struct TapSums<let vectors: Int>: TapBlock {
  @inline(__always) static var depth: Int { vectors * Vector.lanes }

  @inline(__always)
  static func add(
    _ shape: PooledConvolutionShape, _ input: UnsafePointer<Float>,
    gradient: UnsafePointer<Float>, winners: UnsafePointer<UInt8>,
    to sums: UnsafeMutablePointer<Float>
  ) {
    let (step, rowStep, outputStep) = (shape.pixelStride, shape.rowStride, shape.outputStride)
    var taps = InlineArray<9, InlineArray<vectors, Vector>>(
      repeating: InlineArray<vectors, Vector>(repeating: .zero))
    for tap in 0..<9 {
      let target = sums + (tap / 3 * shape.run + tap % 3 * step) * outputStep
      for j in 0..<vectors { taps[tap][j] = Vector(at: target + j * Vector.lanes) }
    }
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
            for j in 0..<vectors { taps[tap][j].accumulate(factor, parts[part][j]) }
          }
        }
      }
    }
    for tap in 0..<9 {
      let target = sums + (tap / 3 * shape.run + tap % 3 * step) * outputStep
      for j in 0..<vectors { taps[tap][j].store(to: target + j * Vector.lanes) }
    }
  }
}
