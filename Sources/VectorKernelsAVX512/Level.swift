import VectorKernels

/// AVX-512: 32 registers of 16 lanes, and products added in one instruction.
typealias Vector = SIMD16<Float>
/// A double a lane.
typealias DoubleVector = SIMD16<Double>

/// The blocks that fill the processor's registers without spilling.
enum Level {
  static let name = "AVX-512"
  typealias WideTile = Tile<8, 3>
  typealias WideLine = Tile<1, 3>
  typealias NarrowTile = Tile<8, 1>
  typealias NarrowLine = Tile<1, 1>
  typealias SquareTile = Tile<6, 4>
  typealias SquareLine = Tile<6, 1>
  typealias DotBlock = DotTile<4, 4>
  typealias DotLine = DotTile<1, 4>
  static let dotRows = 4
  static let dotColumns = 4
  typealias WideBlock = PoolTile<3, 6, 2>
  typealias WidePixel = PoolTile<1, 2, 2>
  typealias NarrowBlock = PoolTile<3, 6, 1>
  typealias NarrowPixel = PoolTile<1, 2, 1>
  typealias WideKernel = VectorBlock<3, 6>
  typealias NarrowKernel = VectorBlock<1, 1>
  typealias WideTaps = WinnerTaps<2>
  typealias NarrowTaps = WinnerTaps<1>
}

extension Vector {
  /// Adds `a` times `b`.
  @inline(__always)
  mutating func accumulate(_ a: Vector, _ b: Vector) { addProduct(a, b) }
}
