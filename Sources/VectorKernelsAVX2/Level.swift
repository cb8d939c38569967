import VectorKernels

/// AVX2 with FMA: 16 registers of 8 lanes, and products added in one instruction.
typealias Vector = SIMD8<Float>
/// A double a lane.
typealias DoubleVector = SIMD8<Double>

/// The blocks that fill the processor's registers without spilling.
enum Level {
  static let name = "AVX2"
  typealias WideTile = Tile<4, 3>
  typealias WideLine = Tile<1, 3>
  typealias NarrowTile = Tile<4, 1>
  typealias NarrowLine = Tile<1, 1>
  typealias SquareTile = Tile<6, 2>
  typealias SquareLine = Tile<6, 1>
  typealias DotBlock = DotTile<2, 4>
  typealias DotLine = DotTile<1, 4>
  static let dotRows = 2
  static let dotColumns = 4
  typealias WideBlock = PoolTile<1, 2, 2>
  typealias WidePixel = PoolTile<1, 2, 2>
  typealias NarrowBlock = PoolTile<2, 4, 1>
  typealias NarrowPixel = PoolTile<1, 2, 1>
  typealias WideKernel = VectorBlock<1, 12>
  typealias NarrowKernel = VectorBlock<1, 1>
  typealias WideTaps = TapSums<1>
  typealias NarrowTaps = TapSums<1>
}

extension Vector {
  /// Adds `a` times `b`.
  @inline(__always)
  mutating func accumulate(_ a: Vector, _ b: Vector) { addProduct(a, b) }
}
