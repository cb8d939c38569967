import VectorKernels

/// The numbers of one step of Adam.
public typealias AdamStep = VectorKernels.AdamStep

extension AdamStep {
  /// Makes the step on all elements of `values`, with the memory of the running `means` and `squares`.
  public func apply(
    to values: FloatBuffer, means: FloatBuffer, squares: FloatBuffer, gradients: FloatBuffer
  ) {
    let count = values.count
    precondition(
      means.count == count && squares.count == count && gradients.count == count,
      "buffers differ in length")
    Workers.shared.split(0..<count, step: 1 << 12) { _, part in
      let start = part.lowerBound
      vectorKernels.adam(
        self, values.pointer + start, means.pointer + start, squares.pointer + start,
        gradients: gradients.pointer + start, count: part.count)
    }
  }

  /// Makes the step where the gradient is left as a product.
  public func apply(
    to values: FloatBuffer, means: FloatBuffer, squares: FloatBuffer, gradient: FactoredGradient
  ) {
    let count = gradient.outputs * gradient.inputs
    precondition(
      values.count == count && means.count == count && squares.count == count,
      "buffers differ in length")
    gradient.forEachPiece { start, gradients, count in
      vectorKernels.adam(
        self, values.pointer + start, means.pointer + start, squares.pointer + start,
        gradients: gradients, count: count)
    }
  }
}
