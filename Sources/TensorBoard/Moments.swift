/// The extremes and sums of the finite numbers among some.
struct Moments {
  private(set) var count = 0
  private(set) var least = Float.infinity
  private(set) var greatest = -Float.infinity
  private(set) var sum = 0.0
  private(set) var sumOfSquares = 0.0

  init(_ values: Span<Float>) {
    for index in values.indices {
      let value = values[index]
      guard value.isFinite else { continue }
      count += 1
      least = min(least, value)
      greatest = max(greatest, value)
      sum += Double(value)
      sumOfSquares += Double(value) * Double(value)
    }
  }
}
