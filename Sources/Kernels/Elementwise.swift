/// Arithmetic on corresponding elements.
package enum Elementwise {
  /// Writes the product of the first `count` elements of `a` and `b`.
  package static func multiply(
    _ a: FloatBuffer, _ b: FloatBuffer, into result: FloatBuffer, count: Int
  ) {
    a.require(count)
    b.require(count)
    result.require(count)
    let (left, right, target) = (a.pointer, b.pointer, result.pointer)
    for index in 0..<count { target[index] = left[index] * right[index] }
  }
}
