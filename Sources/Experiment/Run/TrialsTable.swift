import Foundation

/// The texts of `trials.csv` and `timings.csv`: a line a trial.
///
/// What depends on clocks, hosts and ranks is in the second only, so that the first is the same however
/// many ranks there were.
struct TrialsTable {
  private let labels: [String]
  private var results: [(result: TrialResult, rank: Int)] = []

  init(labels: [String]) { self.labels = labels }

  /// Adds the next trial.
  mutating func add(_ result: TrialResult, rank: Int) { results.append((result, rank)) }

  /// The number of trials.
  var count: Int { results.count }

  /// `trials.csv`: `number,state,epochs,best_epoch,metric,loss,<label>...,converged,cause`.
  var trials: String {
    let header =
      ["number", "state", "epochs", "best_epoch", "metric", "loss"] + labels + [
        "converged", "cause",
      ]
    let rows = results.map { result, _ in
      [
        "\(result.number)", result.state.rawValue, "\(result.epochs)", "\(result.bestEpoch)",
        "\(result.metric)", "\(result.losses.reduce(0, +))",
      ] + result.losses.map { "\($0)" } + ["\(result.state == .converged)", result.cause]
    }
    return Self.text([header] + rows)
  }

  /// `timings.csv`: `number,rank,host,start,seconds,samples_per_second`; start in UTC.
  var timings: String {
    let header = ["number", "rank", "host", "start", "seconds", "samples_per_second"]
    let rows = results.map { result, rank in
      [
        "\(result.number)", "\(rank)", result.timing.host,
        Date(timeIntervalSince1970: result.timing.start)
          .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
        String(format: "%.3f", result.timing.seconds),
        String(format: "%.1f", result.timing.samplesPerSecond),
      ]
    }
    return Self.text([header] + rows)
  }

  private static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(field).joined(separator: ",") + "\n" }.joined()
  }

  /// A field as RFC 4180 wants it.
  private static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
