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
    var counts = [Int](repeating: 0, count: bucketCount)
    let scale = 1 / width
    for index in values.indices where values[index].isFinite {
      let position = Int((Double(values[index]) - least) * scale)
      counts[Swift.min(position, bucketCount - 1)] += 1
    }
    return counts.map(Double.init)
  }
}
