import NamedSettings

extension Registries {
  /// The metrics.
  public static let metrics = Registry<any Metric>(
    "metric",
    [
      "MetricAccuracy": { _ in MetricAccuracy() },
      "MetricAccuracyMAE": { _ in MetricAccuracyMAE() },
      "MetricAccuracyMSE": { _ in MetricAccuracyMSE() },
      "MetricAccuracyRMSE": { _ in MetricAccuracyRMSE() },
      "MetricAccuracyCHI2": { _ in MetricAccuracyCHI2() },
    ])
}
