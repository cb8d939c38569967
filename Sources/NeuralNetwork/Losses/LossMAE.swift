import Kernels

/// The mean absolute error of each label. The derivative at no error is 0, as PyTorch's.
public struct LossMAE: Loss {
  /// Makes the loss; it has no settings.
  public init() {}

  /// See `Loss`.
  public func batch(output: Tensor, target: Tensor, gradient: Tensor, into values: inout [Double]) {
    let samples = Double(output.shape[0])
    values.reset(count: output.shape[1])
    output.forEachError(to: target) { index, label, error in
      values[label] += abs(error) / samples
      gradient.buffer[index] = Float((error > 0 ? 1 : error < 0 ? -1 : 0) / samples)
    }
  }

  /// Adds the absolute errors.
  public func accumulate(output: Tensor, target: Tensor, into sums: inout [Double]) {
    output.forEachError(to: target) { _, label, error in sums[label] += abs(error) }
  }
}
