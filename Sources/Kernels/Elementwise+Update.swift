/// One pass over the memory of several buffers, element by element.
///
/// The body is compiled into the loop, which the compiler turns into vector instructions as long as the body
/// has no calls, no branches but selections, and `Elementwise.squareRoot` for roots.
extension Elementwise {
  /// Changes each element of `a`, given that of `other`.
  @inlinable
  public static func update(
    _ a: FloatBuffer, by other: FloatBuffer, _ body: (_ a: inout Float, _ other: Float) -> Void
  ) {
    precondition(a.count == other.count, "buffers differ in length")
    let (a, other, count) = (a.pointer, other.pointer, a.count)
    for i in 0..<count { body(&a[i], other[i]) }
  }

  /// Changes each element of `a` and `b`, given that of `other`.
  @inlinable
  public static func update(
    _ a: FloatBuffer, _ b: FloatBuffer, by other: FloatBuffer,
    _ body: (_ a: inout Float, _ b: inout Float, _ other: Float) -> Void
  ) {
    precondition(a.count == other.count && b.count == other.count, "buffers differ in length")
    let (a, b, other, count) = (a.pointer, b.pointer, other.pointer, a.count)
    for i in 0..<count { body(&a[i], &b[i], other[i]) }
  }

  /// Changes each element of `a`, `b` and `c`, given that of `other`.
  @inlinable
  public static func update(
    _ a: FloatBuffer, _ b: FloatBuffer, _ c: FloatBuffer, by other: FloatBuffer,
    _ body: (_ a: inout Float, _ b: inout Float, _ c: inout Float, _ other: Float) -> Void
  ) {
    precondition(
      a.count == other.count && b.count == other.count && c.count == other.count,
      "buffers differ in length")
    let (a, b, c, other, count) = (a.pointer, b.pointer, c.pointer, other.pointer, a.count)
    for i in 0..<count { body(&a[i], &b[i], &c[i], other[i]) }
  }

  /// Changes each element of `a`, `b`, `c` and `d`, given that of `other`.
  @inlinable
  public static func update(
    _ a: FloatBuffer, _ b: FloatBuffer, _ c: FloatBuffer, _ d: FloatBuffer, by other: FloatBuffer,
    _ body: (
      _ a: inout Float, _ b: inout Float, _ c: inout Float, _ d: inout Float, _ other: Float
    ) -> Void
  ) {
    precondition(
      a.count == other.count && b.count == other.count && c.count == other.count
        && d.count == other.count, "buffers differ in length")
    let (a, b, c, d) = (a.pointer, b.pointer, c.pointer, d.pointer)
    let (other, count) = (other.pointer, other.count)
    for i in 0..<count { body(&a[i], &b[i], &c[i], &d[i], other[i]) }
  }
}
