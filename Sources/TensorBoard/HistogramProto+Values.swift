extension Tensorboard_HistogramProto {
  /// The number of buckets between the least and the greatest value.
  static let bucketCount = 64

  /// The distribution of the finite numbers among `values`.
  ///
  /// The buckets are those of `numpy.histogram(values, bins=64)`, each with its upper limit, after
  /// an empty one that gives the lowest limit, as PyTorch's `SummaryWriter` has it. When all values
  /// are the same there is one bucket, when there are none, none.
  init(_ values: Span<Float>) {
    let moments = Moments(values)
    guard moments.count > 0 else { return }
    min = Double(moments.least)
    max = Double(moments.greatest)
    num = Double(moments.count)
    sum = moments.sum
    sumSquares = moments.sumOfSquares

    guard min < max else {
      bucketLimit = [min, max]
      bucket = [0, num]
      return
    }
    let width = (max - min) / Double(Self.bucketCount)
    bucketLimit = (0..<Self.bucketCount).map { min + Double($0) * width } + [max]
    bucket = [0] + Self.counts(values, from: min, width: width)
  }

  private static func counts(
    _ values: Span<Float>, from least: Double, width: Double
  ) -> [Double] {
    // A last bucket for what is not finite, and two rows in turn: neighbours often fall into the same
    // bucket, whose count would have to wait for the one before.
    let row = bucketCount + 1
    var counts = [Int](repeating: 0, count: 2 * row)
    let scale = 1 / width
    for index in values.indices {
      let position = (Double(values[index]) - least) * scale
      let bucket =
        if position >= 0, position < Double(bucketCount) { Int(position) } else {
          values[index].isFinite ? bucketCount - 1 : bucketCount
        }
      counts[(index & 1) * row + bucket] += 1
    }
    return (0..<bucketCount).map { Double(counts[$0] + counts[row + $0]) }
  }
}
