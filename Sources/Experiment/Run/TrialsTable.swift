import Files
import Foundation
import NamedSettings
import TrialSearch

/// `trials.csv` and `timings.csv`: a line a trial.
///
/// What depends on clocks, hosts and ranks is in the second only, so that the first is the same however
/// many ranks there were.
struct TrialsTable {
  private let space: SearchSpace
  private let trials: GrowingTable
  private let timings: GrowingTable
  /// The number of trials.
  private(set) var count = 0

  /// Creates both files in `folder`: `number,variant,restart,state,<parameter>...,epochs,best_epoch,metric,
  /// loss,<label>...,converged,cause` and `number,rank,host,start,seconds,samples_per_second`.
  init(folder: String, labels: [String], space: SearchSpace) throws(PosixError) {
    self.space = space
    trials = try GrowingTable(
      creating: "\(folder)/trials.csv",
      header: ["number", "variant", "restart", "state"] + space.dimensions.map(\.path)
        + ["epochs", "best_epoch", "metric", "loss"] + labels + ["converged", "cause"])
    timings = try GrowingTable(
      creating: "\(folder)/timings.csv",
      header: ["number", "rank", "host", "start", "seconds", "samples_per_second"])
  }

  /// Adds the next trial, which `write` writes. Times are in UTC.
  mutating func add(_ result: TrialResult, point: [Double], rank: Int) {
    count += 1
    let number = result.trial.variant == 0 ? result.trial.restart : count
    let values = space.values(at: point).map { Self.text($0.value) }
    trials.add(
      ["\(number)", "\(result.trial.variant)", "\(result.trial.restart)", result.state.rawValue]
        + values
        + [
          "\(result.epochs)", "\(result.bestEpoch)", "\(result.metric)",
          "\(result.losses.reduce(0, +))",
        ] + result.losses.map { "\($0)" } + ["\(result.state == .converged)", result.cause])
    timings.add([
      "\(number)", "\(rank)", result.timing.host,
      Date(timeIntervalSince1970: result.timing.start)
        .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
      Self.rounded(result.timing.seconds, digits: 3),
      Self.rounded(result.timing.samplesPerSecond, digits: 1),
    ])
  }

  /// Writes what was added.
  func write(isLast: Bool = false) throws(PosixError) {
    try trials.write(isLast: isLast)
    try timings.write(isLast: isLast)
  }

  /// A text as it is, everything else as a configuration has it.
  private static func text(_ value: SettingValue) -> String {
    if case .string(let string) = value { string } else { "\(value)" }
  }

  private static func rounded(_ number: Double, digits: Int) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "\(number)" }
    let scale = digits == 1 ? 10 : 1000
    let thousandths = Int((abs(number) * Double(scale)).rounded())
    let (whole, part) = thousandths.quotientAndRemainder(dividingBy: scale)
    return "\(number < 0 ? "-" : "")\(whole)." + "\(scale + part)".dropFirst()
  }
}
