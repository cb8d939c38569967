import Kernels

extension Tensorboard_HistogramProto {
  /// The number of buckets between the least and the greatest value.
  static let bucketCount = 64

  /// The distribution of the finite numbers among `values`.
  ///
  /// The buckets are those of `numpy.histogram(values, bins=64)`, each with its upper limit, after
  /// an empty one that gives the lowest limit, as PyTorch's `SummaryWriter` has it. When all values
  /// are the same there is one bucket, when there are none, none.
  init(_ values: FloatBuffer) {
    let histogram = Histogram(values, bucketCount: Self.bucketCount)
    guard histogram.count > 0 else { return }
    min = Double(histogram.least)
    max = Double(histogram.greatest)
    num = Double(histogram.count)
    sum = histogram.sum
    sumSquares = histogram.sumOfSquares

    guard min < max else {
      bucketLimit = [min, max]
      bucket = [0, num]
      return
    }
    let width = (max - min) / Double(Self.bucketCount)
    bucketLimit = (0..<Self.bucketCount).map { min + Double($0) * width } + [max]
    bucket = [0] + histogram.buckets.map(Double.init)
  }
}
