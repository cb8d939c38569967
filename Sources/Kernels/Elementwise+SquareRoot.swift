import CMath

extension Elementwise {
  /// The square root, in a form that the compiler can vectorise; the same number as `squareRoot()`.
  @inlinable
  public static func squareRoot(_ x: Float) -> Float { cmath_square_root(x) }
}
