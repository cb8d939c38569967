/// The text of a results file: by epoch, the losses by label, their sum and the metric.
///
/// `{"00001": {"B_initial_log10_mean": 0.2, ..., "loss": 0.3, "MetricAccuracyMSE": 0.15}, ...}`
struct ResultsFile {
  private let labels: [String]
  private let metricName: String
  private var rows: [(name: String, value: JSON)] = []

  init(labels: [String], metricName: String) {
    self.labels = labels
    self.metricName = metricName
  }

  /// Adds an epoch.
  mutating func add(epoch: Int, _ pass: PassResult) {
    var members = zip(labels, pass.losses).map { (name: $0, value: JSON.real($1)) }
    members.append((name: "loss", value: .real(pass.loss)))
    members.append((name: metricName, value: .real(pass.metric)))
    rows.append((name: epochName(epoch), value: .object(members)))
  }

  /// An epoch a line.
  var text: String { JSON.object(rows).text(expandedDepth: 1) + "\n" }
}

/// An epoch as results and logs write it: `00001`.
func epochName(_ epoch: Int) -> String {
  let digits = "\(epoch)"
  return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
}
