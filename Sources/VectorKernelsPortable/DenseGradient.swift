import VectorKernels

/// The gradient of a pooled convolution by 3x3 kernels over few channels: pixel after pixel, all output
/// channels of a block at once, rather than by a list of winners.
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
