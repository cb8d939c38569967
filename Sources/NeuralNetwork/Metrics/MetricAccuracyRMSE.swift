/// The root of the mean squared error over all samples and output parameters; lower is better.
public struct MetricAccuracyRMSE: Metric {
  /// Makes the metric; it has no settings.
  public init() {}

  /// Lower is better.
  public var higherIsBetter: Bool { false }

  /// Adds the squared errors.
  public func accumulate(output: Tensor, target: Tensor, into sum: inout Double) {
    output.forEachError(to: target) { _, _, error in sum += error * error }
  }

  /// The root of the mean.
  public func value(sum: Double, samples: Int, outputs: Int) -> Double {
    (sum / Double(samples * outputs)).squareRoot()
  }
}
