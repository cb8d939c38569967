import VectorKernels

/// Convolution by 3x3 kernels, ReLU and pooling by tiles of 2x2 outputs: 16 products an input and
/// output channel instead of 36.
///
/// Source: Lavin & Gray, "Fast Algorithms for Convolutional Neural Networks", arXiv:1509.09308,
/// F(2x2, 3x3). A tile's outputs are one pooling window's.
struct TileConvolution {
  let shape: PooledConvolutionShape
  /// One map.
  let input: UnsafePointer<Float>
  /// Transformed: `[16, inputChannels, outputStride]`.
  let weights: UnsafePointer<Float>
  let bias: UnsafePointer<Float>
  let output: UnsafeMutablePointer<Float>
  let winners: UnsafeMutablePointer<UInt8>?
  /// Transformed inputs, `[16, tiles, depthStride]`, and products, `[16, tiles, outputStride]`, of a
  /// block of tiles.
  let scratch: UnsafeMutablePointer<Float>

  private typealias Block = Level.SquareTile

  /// The floats of `scratch`.
  static func scratchCount(_ shape: PooledConvolutionShape) -> Int {
    16 * Block.height * (depthStride(shape) + shape.outputStride)
  }

  /// The input channels rounded up to whole vectors.
  private static func depthStride(_ shape: PooledConvolutionShape) -> Int {
    PooledConvolutionShape.padded(shape.inputChannels)
  }

  /// Computes the whole map.
  func compute() {
    let tiles = shape.pooledRows * shape.pooledColumns
    for first in stride(from: 0, to: tiles, by: Block.height) {
      // What a last, partial block leaves of the one before is multiplied for nothing.
      let block = first..<min(first + Block.height, tiles)
      for tile in block { transformInput(tile, tile - first) }
      multiply()
      for tile in block { transformOutput(tile, tile - first) }
    }
  }

  private var products: UnsafeMutablePointer<Float> {
    scratch + 16 * Block.height * Self.depthStride(shape)
  }

  /// B^T d B for each channel d of the 4x4 pixels under a tile.
  @inline(__always)
  private func transformInput(_ tile: Int, _ slot: Int) {
    let (row, column) = tile.quotientAndRemainder(dividingBy: shape.pooledColumns)
    let corner = input + 2 * row * shape.rowStride + 2 * column * shape.pixelStride
    let depthStride = Self.depthStride(shape)
    let step = Block.height * depthStride
    // A last vector may read into the next pixel's channels: nobody uses what it makes of these.
    for channel in stride(from: 0, to: depthStride, by: Vector.lanes) {
      var rows = InlineArray<4, InlineArray<4, Vector>>(
        repeating: InlineArray<4, Vector>(repeating: .zero))
      for j in 0..<4 {
        let pixel = corner + j * shape.pixelStride + channel
        let d0 = Vector(at: pixel)
        let d1 = Vector(at: pixel + shape.rowStride)
        let d2 = Vector(at: pixel + 2 * shape.rowStride)
        let d3 = Vector(at: pixel + 3 * shape.rowStride)
        rows[0][j] = d0 - d2
        rows[1][j] = d1 + d2
        rows[2][j] = d2 - d1
        rows[3][j] = d1 - d3
      }
      let target = scratch + slot * depthStride + channel
      for i in 0..<4 {
        (rows[i][0] - rows[i][2]).store(to: target + 4 * i * step)
        (rows[i][1] + rows[i][2]).store(to: target + (4 * i + 1) * step)
        (rows[i][2] - rows[i][1]).store(to: target + (4 * i + 2) * step)
        (rows[i][1] - rows[i][3]).store(to: target + (4 * i + 3) * step)
      }
    }
  }

  /// For each of the 16 elements: `[tiles, inputChannels] [inputChannels, outputStride]`.
  @inline(__always)
  private func multiply() {
    for element in 0..<16 {
      let a = scratch + element * Block.height * Self.depthStride(shape)
      let b = weights + element * shape.inputChannels * shape.outputStride
      let c = products + element * Block.height * shape.outputStride
      var channel = 0
      while channel + Block.width <= shape.outputStride {
        multiply(a, b + channel, c + channel, Block.self)
        channel += Block.width
      }
      while channel < shape.outputStride {
        multiply(a, b + channel, c + channel, Level.SquareLine.self)
        channel += Level.SquareLine.width
      }
    }
  }

  @inline(__always)
  private func multiply<Product: ProductTile>(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>,
    _ product: Product.Type
  ) {
    Product.multiply(
      a, aStep: 1, aRow: Self.depthStride(shape), b, bRow: shape.outputStride, into: c,
      cRow: shape.outputStride, depth: shape.inputChannels)
  }

  /// A^T m A for each output channel's products m, with bias, ReLU and pooling.
  @inline(__always)
  private func transformOutput(_ tile: Int, _ slot: Int) {
    let step = Block.height * shape.outputStride
    for channel in stride(from: 0, to: shape.outputStride, by: Vector.lanes) {
      let source = products + slot * shape.outputStride + channel
      var upper = InlineArray<4, Vector>(repeating: .zero)
      var lower = InlineArray<4, Vector>(repeating: .zero)
      for j in 0..<4 {
        let m0 = Vector(at: source + j * step)
        let m1 = Vector(at: source + (4 + j) * step)
        let m2 = Vector(at: source + (8 + j) * step)
        let m3 = Vector(at: source + (12 + j) * step)
        upper[j] = m0 + m1 + m2
        lower[j] = m1 - m2 - m3
      }
      let start = Vector(at: bias + channel)
      let place = tile * shape.outputStride + channel
      Vector.pool(
        start + (upper[0] + upper[1] + upper[2]), start + (upper[1] - upper[2] - upper[3]),
        start + (lower[0] + lower[1] + lower[2]), start + (lower[1] - lower[2] - lower[3]),
        codes: winners.map { $0 + place }
      ).store(to: output + place)
    }
  }
}

extension TileConvolution {
  /// Writes G g G^T for each kernel g: from by tap, `[3, run, outputStride]`, to `[16, inputChannels,
  /// outputStride]`.
  static func transformWeights(
    _ shape: PooledConvolutionShape, byTap: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>
  ) {
    let tapRow = shape.run * shape.outputStride
    let tapColumn = shape.pixelStride * shape.outputStride
    let step = shape.inputChannels * shape.outputStride
    for input in 0..<shape.inputChannels {
      for channel in stride(from: 0, to: shape.outputStride, by: Vector.lanes) {
        let place = input * shape.outputStride + channel
        var rows = InlineArray<4, InlineArray<3, Vector>>(
          repeating: InlineArray<3, Vector>(repeating: .zero))
        for j in 0..<3 {
          let g0 = Vector(at: byTap + place + j * tapColumn)
          let g1 = Vector(at: byTap + place + j * tapColumn + tapRow)
          let g2 = Vector(at: byTap + place + j * tapColumn + 2 * tapRow)
          rows[0][j] = g0
          rows[1][j] = 0.5 * (g0 + g2 + g1)
          rows[2][j] = 0.5 * (g0 + g2 - g1)
          rows[3][j] = g2
        }
        for i in 0..<4 {
          let (g0, g1, g2) = (rows[i][0], rows[i][1], rows[i][2])
          let element = target + place + 4 * i * step
          g0.store(to: element)
          (0.5 * (g0 + g2 + g1)).store(to: element + step)
          (0.5 * (g0 + g2 - g1)).store(to: element + 2 * step)
          g2.store(to: element + 3 * step)
        }
      }
    }
  }
}
