extension SearchRecord {
  /// The objective of a variant that ran to its end; nil for all others.
  var finalValue: Double? {
    guard state == .complete, let value, value.isFinite else { return nil }
    return value
  }

  /// The first value reported at or after `step`.
  func value(atRung step: Int) -> Double? {
    var low = 0
    var high = intermediateValues.count
    while low < high {
      let middle = (low + high) / 2
      if intermediateValues[middle].step < step { low = middle + 1 } else { high = middle }
    }
    return low < intermediateValues.count ? intermediateValues[low].value : nil
  }
}
