/// Numbers in increasing order.
struct SortedValues: Sendable {
  private(set) var values: [Double] = []

  /// Numbers to be sorted, without NaN.
  init(_ values: [Double] = []) { self.values = values.sorted() }

  /// Puts a number, not NaN, into its place.
  mutating func insert(_ value: Double) {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    values.insert(value, at: low)
  }

  /// The number with `index` others before it once `more` is sorted in.
  func value(at index: Int, with more: SortedValues) -> Double {
    var own = 0
    var other = 0
    while true {
      let takesOwn =
        other == more.values.count
        || own < values.count && values[own] <= more.values[other]
      if own + other == index { return takesOwn ? values[own] : more.values[other] }
      if takesOwn { own += 1 } else { other += 1 }
    }
  }

  /// The middle number, or the mean of the middle two.
  var median: Double? {
    guard !values.isEmpty else { return nil }
    let upper = values[values.count / 2]
    if values.count % 2 == 1 { return upper }
    return upper - (upper - values[values.count / 2 - 1]) / 2
  }
}
