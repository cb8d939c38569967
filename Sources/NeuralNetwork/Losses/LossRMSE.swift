import Kernels

/// The root of the mean squared error of each label; of a pass, the root of the pass's mean.
public struct LossRMSE: Loss {
  /// Makes the loss; it has no settings.
  public init() {}

  /// Where every error of a label is 0 the root has no derivative; the gradient is then 0, the middle of
  /// its subgradients, rather than PyTorch's NaN.
  public func batch(output: Tensor, target: Tensor, gradient: Tensor, into values: inout [Double]) {
    let samples = Double(output.shape[0])
    values.reset(count: output.shape[1])
    accumulate(output: output, target: target, into: &values)
    for label in values.indices { values[label] = (values[label] / samples).squareRoot() }
    output.forEachError(to: target) { index, label, error in
      gradient.buffer[index] = error == 0 ? 0 : Float(error / (samples * values[label]))
    }
  }

  /// Adds the squared errors.
  public func accumulate(output: Tensor, target: Tensor, into sums: inout [Double]) {
    output.forEachError(to: target) { _, label, error in sums[label] += error * error }
  }

  /// The root of the mean.
  public func value(sum: Double, samples: Int) -> Double { (sum / Double(samples)).squareRoot() }
}
