import TrialSearch

/// The trials whose files are kept: in a search of thousands, those of the best only.
struct KeptTrials {
  private let limit: Int
  private let higherIsBetter: Bool
  /// The best first.
  private var results: [TrialResult] = []

  /// Keeps `limit` trials.
  init(_ limit: Int, higherIsBetter: Bool) {
    self.limit = limit
    self.higherIsBetter = higherIsBetter
  }

  /// Takes a trial in if it is one of the best so far; whether it is, and which one is out in its place.
  mutating func add(_ result: TrialResult) -> (isKept: Bool, out: TrialResult?) {
    if limit == .max { return (true, nil) }
    let position = results.firstIndex { isBetter(result, than: $0) } ?? results.count
    guard position < limit else { return (false, nil) }
    results.insert(result, at: position)
    return (true, results.count > limit ? results.removeLast() : nil)
  }

  /// As the search's winner is found: converged trials first, those that failed last; of equals the earlier.
  private func isBetter(_ result: TrialResult, than other: TrialResult) -> Bool {
    guard result.state != .failed else { return false }
    guard other.state != .failed else { return true }
    let converged = (result.state == .converged, other.state == .converged)
    guard converged.0 == converged.1 else { return converged.0 }
    return higherIsBetter ? result.metric > other.metric : result.metric < other.metric
  }
}
