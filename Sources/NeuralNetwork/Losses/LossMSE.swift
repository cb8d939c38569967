import Kernels

/// The mean squared error of each label.
public struct LossMSE: Loss {
  /// Makes the loss; it has no settings.
  public init() {}

  /// See `Loss`.
  public func batch(output: Tensor, target: Tensor, gradient: Tensor, into values: inout [Double]) {
    let samples = Double(output.shape[0])
    values.reset(count: output.shape[1])
    output.forEachError(to: target) { index, label, error in
      values[label] += error * error / samples
      gradient.buffer[index] = Float(2 * error / samples)
    }
  }

  /// Adds the squared errors.
  public func accumulate(output: Tensor, target: Tensor, into sums: inout [Double]) {
    output.forEachError(to: target) { _, label, error in sums[label] += error * error }
  }
}
