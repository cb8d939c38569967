import CVector
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
  typealias WideTaps = TapSums<2>
  typealias NarrowTaps = TapSums<1>
}

extension Vector {
  /// Adds `a` times `b`.
  @inline(__always)
  mutating func accumulate(_ a: Vector, _ b: Vector) { addProduct(a, b) }
}

extension Vector {
  /// The greatest of four after ReLU. `codes`, unless nil, gets which it was, 0 to 3, or 4 for none.
  @inline(__always)
  static func pool(
    _ first: Vector, _ second: Vector, _ third: Vector, _ fourth: Vector,
    codes: UnsafeMutablePointer<UInt8>?
  ) -> Vector { cvector_pool16(first, second, third, fourth, codes) }

  /// This in the lanes whose byte is `code`, else zero.
  @inline(__always)
  func `where`(_ codes: UnsafePointer<UInt8>, is code: UInt8) -> Vector {
    cvector_where16(self, codes, code)
  }

  /// This in the lanes whose byte is not `code`, else zero.
  @inline(__always)
  func `where`(_ codes: UnsafePointer<UInt8>, isNot code: UInt8) -> Vector {
    cvector_unless16(self, codes, code)
  }

  /// This in the lanes where it is finite, else `other`.
  @inline(__always)
  func finite(else other: Float) -> Vector { cvector_finite16(self, other) }

  /// The lesser of two, lane by lane.
  @inline(__always)
  static func lesser(_ a: Vector, _ b: Vector) -> Vector { cvector_lesser16(a, b) }

  /// The greater of two, lane by lane.
  @inline(__always)
  static func greater(_ a: Vector, _ b: Vector) -> Vector { cvector_greater16(a, b) }

  /// The square root, lane by lane.
  @inline(__always)
  var squareRoot: Vector { cvector_square_root16(self) }

  /// In double precision.
  @inline(__always)
  var widened: DoubleVector { cvector_widen16(self) }

  /// Counts each value in one of four rows: in the bucket that is the whole part of (value - least) * scale but
  /// at most `last`, and what is not finite in the one after.
  @inline(__always)
  func count(
    from least: Double, scale: Double, last: Int32, in rows: UnsafeMutablePointer<Int32>
  ) { cvector_count16(self, least, scale, last, rows) }
}
