import Kernels

extension Tensor {
  /// Sets each element to a function of that of `input`, a tensor of as many elements.
  @inline(__always)
  func fill(from input: Tensor, _ body: (Float) -> Float) {
    Elementwise.map(input.buffer, into: buffer, count: count, body)
  }

  /// Sets each element to a function of those of `a` and `b`, tensors of as many elements.
  @inline(__always)
  func fill(from a: Tensor, _ b: Tensor, _ body: (_ a: Float, _ b: Float) -> Float) {
    Elementwise.map(a.buffer, b.buffer, into: buffer, count: count, body)
  }
}
