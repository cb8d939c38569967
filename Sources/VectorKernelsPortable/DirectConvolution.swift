import VectorKernels

/// Convolution, ReLU and pooling tap by tap.
struct DirectConvolution {
  let shape: PooledConvolutionShape
  /// One map.
  let input: UnsafePointer<Float>
  /// By tap: `[kernelRows, run, outputStride]`.
  let weights: UnsafePointer<Float>
  let bias: UnsafePointer<Float>
  let output: UnsafeMutablePointer<Float>
  let winners: UnsafeMutablePointer<UInt8>?
  /// Room for one block's outputs.
  let scratch: UnsafeMutablePointer<Float>

  /// Computes the whole map.
  func compute() {
    var channel = 0
    while channel + Level.WideBlock.depth <= shape.outputStride {
      compute(channel, Level.WideBlock.self, Level.WidePixel.self)
      channel += Level.WideBlock.depth
    }
    while channel < shape.outputStride {
      compute(channel, Level.NarrowBlock.self, Level.NarrowPixel.self)
      channel += Level.NarrowBlock.depth
    }
  }

  /// A group of output channels: by whole blocks, the last of which may overlap the one before.
  @inline(__always)
  private func compute<Block: ConvolutionBlock, Pixel: ConvolutionBlock>(
    _ channel: Int, _ block: Block.Type, _ pixel: Pixel.Type
  ) {
    for row in 0..<shape.pooledRows {
      if shape.pooledColumns < Block.width {
        for column in 0..<shape.pooledColumns { compute(row, column, channel, pixel) }
      } else {
        var column = 0
        while column + Block.width <= shape.pooledColumns {
          compute(row, column, channel, block)
          column += Block.width
        }
        if column < shape.pooledColumns {
          compute(row, shape.pooledColumns - Block.width, channel, block)
        }
      }
    }
  }

  @inline(__always)
  private func compute<Block: ConvolutionBlock>(
    _ row: Int, _ column: Int, _ channel: Int, _ block: Block.Type
  ) {
    let offset = (row * shape.pooledColumns + column) * shape.outputStride + channel
    Block.compute(
      shape, input + 2 * row * shape.rowStride + 2 * column * shape.pixelStride,
      weights: weights + channel, bias: bias + channel, into: output + offset,
      winners: winners.map { $0 + offset },
      scratch: scratch)
  }
}
