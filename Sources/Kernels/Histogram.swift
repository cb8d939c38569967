import VectorKernels

/// The distribution of the finite numbers of a buffer.
public struct Histogram: Sendable {
  /// How many are finite.
  public let count: Int
  /// The least; infinite when none is finite.
  public let least: Float
  /// The greatest; negative and infinite when none is finite.
  public let greatest: Float
  /// Their sum.
  public let sum: Double
  /// The sum of their squares.
  public let sumOfSquares: Double
  /// How many there are in each of the buckets, which are of equal width from the least to the greatest
  /// and, but for the last, do not include their upper limit: `numpy.histogram`'s.
  ///
  /// When all are the same they are in the first.
  public let buckets: [Int]

  /// Counts the numbers in `bucketCount` buckets, at most 254.
  public init(_ values: FloatBuffer, bucketCount: Int) {
    precondition((1...254).contains(bucketCount), "a histogram cannot have \(bucketCount) buckets")
    let moments = vectorKernels.moments(values.pointer, count: values.count)
    least = moments.least
    greatest = moments.greatest
    sum = moments.sum
    sumOfSquares = moments.sumOfSquares
    guard least <= greatest else {
      count = 0
      buckets = Array(repeating: 0, count: bucketCount)
      return
    }
    let start = Double(least)
    let width = (Double(greatest) - start) / Double(bucketCount)
    let row = bucketCount + 1
    let counts = [Int32](unsafeUninitializedCapacity: 4 * row) { memory, initializedCount in
      memory.initialize(repeating: 0)
      initializedCount = memory.count
      guard let counts = memory.baseAddress else { return }
      vectorKernels.addBucketCounts(
        values.pointer, count: values.count, bucketCount: bucketCount, from: start,
        scale: width > 0 ? 1 / width : 0, to: counts)
    }
    buckets = (0..<bucketCount).map { bucket in
      (0..<4).reduce(0) { $0 + Int(counts[$1 * row + bucket]) }
    }
    count = buckets.reduce(0, +)
  }
}
