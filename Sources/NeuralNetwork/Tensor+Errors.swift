extension Tensor {
  /// Calls `body` for each element of a batch `[samples, labels]` with its position, its label's column and its
  /// error: the element less that of `target`, in double precision.
  func forEachError(
    to target: Tensor, _ body: (_ index: Int, _ label: Int, _ error: Double) -> Void
  ) {
    precondition(shape == target.shape, "outputs \(shape) and targets \(target.shape) differ")
    let labels = shape[1]
    for index in 0..<count {
      body(index, index % labels, Double(buffer[index]) - Double(target.buffer[index]))
    }
  }
}
