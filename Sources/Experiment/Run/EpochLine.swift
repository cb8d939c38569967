import Foundation

/// An epoch in one line of a log.
public struct EpochLine: CustomStringConvertible {
  private let record: EpochRecord
  private let labels: [String]
  private let metricName: String

  /// The line of `record`, for losses of `labels`.
  public init(_ record: EpochRecord, labels: [String], metricName: String) {
    self.record = record
    self.labels = labels
    self.metricName = metricName
  }

  /// `Epoch 00001: training loss 0.3; validation loss 0.2 (B 0.1, P 0.1), MetricAccuracyMSE 0.1, best`.
  public var description: String {
    let pass = record.validation ?? record.trainingEvaluation
    let losses = zip(labels, pass.losses).map { "\($0) \(shortened($1))" }.joined(separator: ", ")
    return "Epoch \(epochName(record.epoch)): training loss \(shortened(record.training.loss)); "
      + "\(record.validation == nil ? "evaluation" : "validation") loss \(shortened(pass.loss))"
      + " (\(losses)), \(metricName) \(shortened(record.monitored))\(record.isBest ? ", best" : "")"
  }
}

/// A number with six significant digits, for people.
func shortened(_ number: Double) -> String {
  guard number.isFinite, number != 0 else { return "\(number)" }
  let magnitude = Int(log10(abs(number)).rounded(.down))
  if magnitude < -4 || magnitude > 8 { return String(format: "%.5e", number) }
  return String(format: "%.\(max(0, 5 - magnitude))f", number)
}
