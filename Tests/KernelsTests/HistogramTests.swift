import RandomStreams
import Testing

@testable import Kernels

@Suite struct HistogramTests {
  /// Lengths around whole vectors of every level.
  @Test(arguments: [1, 3, 4, 7, 8, 9, 15, 16, 17, 33, 1000])
  func itCountsAsOneNumberAfterAnotherDoes(_ count: Int) {
    var random = RandomStream(RandomKey(seed: 3, purpose: .simulation))
    let values = (0..<count).map { index in
      index % 5 == 3 ? Float.nan : Float(4 * random.uniform() - 1)
    }
    let finite = values.filter(\.isFinite).map(Double.init)
    let histogram = Histogram(FloatBuffer(values), bucketCount: 10)
    #expect(histogram.count == finite.count)
    #expect(Double(histogram.least) == finite.min())
    #expect(Double(histogram.greatest) == finite.max())
    #expect(abs(histogram.sum - finite.reduce(0, +)) < 1e-9)
    #expect(abs(histogram.sumOfSquares - finite.map { $0 * $0 }.reduce(0, +)) < 1e-9)

    var buckets = [Int](repeating: 0, count: 10)
    let (least, greatest) = (Double(histogram.least), Double(histogram.greatest))
    for value in finite where least < greatest {
      buckets[min(Int((value - least) * (10 / (greatest - least))), 9)] += 1
    }
    #expect(
      histogram.buckets == (least < greatest ? buckets : [finite.count] + buckets.dropFirst()))
  }

  @Test func whatIsNotFiniteDoesNotCount() {
    let histogram = Histogram(
      FloatBuffer([.infinity, 1, -.infinity, .nan, 2]), bucketCount: 2)
    #expect(histogram.count == 2)
    #expect(histogram.buckets == [1, 1])
    #expect(Histogram(FloatBuffer([.nan, .infinity]), bucketCount: 2).count == 0)
    #expect(Histogram(FloatBuffer(count: 0), bucketCount: 2).buckets == [0, 0])
  }
}
