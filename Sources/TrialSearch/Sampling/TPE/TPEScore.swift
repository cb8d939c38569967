/// Where a variant stands among those that ended: complete ones by value, then pruned ones, the longest
/// first and of those the better, then those pruned before any report; equals by number.
///
/// Source: Optuna 4.9, `_split_trials`.
struct TPEScore: Sendable, Comparable {
  private let isPruned: Bool
  private let first: Double
  private let second: Double
  /// The variant's number.
  let number: Int

  /// Nil for a variant that does not count.
  init?(_ record: SearchRecord, lowerIsBetter: Bool) {
    let sign = lowerIsBetter ? 1.0 : -1.0
    number = record.number
    if let value = record.finalValue {
      (isPruned, first, second) = (false, sign * value, 0)
    } else if record.state == .pruned {
      isPruned = true
      if let last = record.intermediateValues.last {
        first = -Double(last.step)
        second = last.value.isNaN ? .infinity : sign * last.value
      } else {
        (first, second) = (1, 0)
      }
    } else {
      return nil
    }
  }

  static func < (a: TPEScore, b: TPEScore) -> Bool {
    if a.isPruned != b.isPruned { return b.isPruned }
    return (a.first, a.second, a.number) < (b.first, b.second, b.number)
  }
}
