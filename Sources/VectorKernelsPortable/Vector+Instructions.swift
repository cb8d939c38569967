import CVector

extension Vector {
  /// The greatest of four after ReLU. `codes`, unless nil, gets which it was, 0 to 3, or 4 for none.
  @inline(__always)
  static func pool(
    _ first: Vector, _ second: Vector, _ third: Vector, _ fourth: Vector,
    codes: UnsafeMutablePointer<UInt8>?
  ) -> Vector { cvector_pool(first, second, third, fourth, codes) }

  /// This in the lanes whose byte is `code`, else zero.
  @inline(__always)
  func `where`(_ codes: UnsafePointer<UInt8>, is code: UInt8) -> Vector {
    cvector_where(self, codes, code)
  }

  /// This in the lanes whose byte is not `code`, else zero.
  @inline(__always)
  func `where`(_ codes: UnsafePointer<UInt8>, isNot code: UInt8) -> Vector {
    cvector_unless(self, codes, code)
  }

  /// This in the lanes where it is finite, else `other`.
  @inline(__always)
  func finite(else other: Float) -> Vector { cvector_finite(self, other) }

  /// The lesser of two, lane by lane.
  @inline(__always)
  static func lesser(_ a: Vector, _ b: Vector) -> Vector { cvector_lesser(a, b) }

  /// The greater of two, lane by lane.
  @inline(__always)
  static func greater(_ a: Vector, _ b: Vector) -> Vector { cvector_greater(a, b) }

  /// The square root, lane by lane.
  @inline(__always)
  var squareRoot: Vector { cvector_square_root(self) }

  /// In double precision.
  @inline(__always)
  var widened: DoubleVector { cvector_widen(self) }

  /// Counts each value in one of four rows: in the bucket that is the whole part of (value - least) / width but
  /// at most `last`, and what is not finite in the one after.
  @inline(__always)
  func count(
    from least: Double, width: Double, last: Int32, in rows: UnsafeMutablePointer<Int32>
  ) { cvector_count(self, least, width, last, rows) }
}
