import Kernels

/// The mean of (output - target)^2 / target over all samples and output parameters; lower is better.
///
/// Meant for positive targets, as Pearson's statistic: a target of 0 gives infinity or NaN.
public struct MetricAccuracyCHI2: Metric {
  /// Makes the metric; it has no settings.
  public init() {}

  /// Lower is better.
  public var higherIsBetter: Bool { false }

  /// Adds the quotients.
  public func accumulate(output: Tensor, target: Tensor, into sum: inout Double) {
    output.forEachError(to: target) { index, _, error in
      sum += error * error / Double(target.buffer[index])
    }
  }
}
