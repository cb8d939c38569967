/// A function of the elements of one or two buffers, element by element.
///
/// The body is compiled into the loop; it becomes vector instructions on the terms of `update`.
extension Elementwise {
  /// Writes the function of each of the first `count` elements of `input`.
  @inlinable
  public static func map(
    _ input: FloatBuffer, into output: FloatBuffer, count: Int, _ body: (Float) -> Float
  ) {
    precondition(min(input.count, output.count) >= count, "a buffer is too short")
    let (source, target) = (input.pointer, output.pointer)
    for index in 0..<count { target[index] = body(source[index]) }
  }

  /// Writes the function of each of the first `count` elements of `a` and `b`.
  @inlinable
  public static func map(
    _ a: FloatBuffer, _ b: FloatBuffer, into output: FloatBuffer, count: Int,
    _ body: (_ a: Float, _ b: Float) -> Float
  ) {
    precondition(min(a.count, b.count, output.count) >= count, "a buffer is too short")
    let (left, right, target) = (a.pointer, b.pointer, output.pointer)
    for index in 0..<count { target[index] = body(left[index], right[index]) }
  }
}
