import Testing

@testable import ExamplePopulation

struct HistogramTests {
  @Test func pointsFallIntoTheirBinsAndThoseOutsideIntoNone() {
    var histogram = Histogram(rows: 2, 0...1, columns: 3, -3...3)
    histogram.add(0.25, -2, value: 4)
    histogram.add(0.25, -1.5, value: 6)
    histogram.add(1, 3, value: 5)
    histogram.add(0.5, -1, value: 7)
    histogram.add(1.01, 0, value: 9)
    histogram.add(0.5, .nan, value: 9)
    #expect(histogram.counts == [2, 0, 0, 0, 1, 1])
    #expect(histogram.means() == [5, 0, 0, 0, 7, 5])
  }
}
