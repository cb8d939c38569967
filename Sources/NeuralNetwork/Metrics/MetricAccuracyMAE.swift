/// The mean absolute error over all samples and output parameters; lower is better.
public struct MetricAccuracyMAE: Metric {
  /// Makes the metric; it has no settings.
  public init() {}

  /// Lower is better.
  public var higherIsBetter: Bool { false }

  /// See `Metric`.
  public func accumulate(output: Tensor, target: Tensor, into sum: inout Double) {
    output.forEachError(to: target) { _, _, error in sum += abs(error) }
  }
}
