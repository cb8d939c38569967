/// Bins over two quantities: how many points fell into each, and the sum of a value of theirs.
struct Histogram {
  let rows: Int
  let columns: Int
  private let rowRange: ClosedRange<Double>
  private let columnRange: ClosedRange<Double>
  private(set) var counts: [Double]
  private var sums: [Double]

  init(rows: Int, _ rowRange: ClosedRange<Double>, columns: Int, _ columnRange: ClosedRange<Double>)
  {
    self.rows = rows
    self.columns = columns
    self.rowRange = rowRange
    self.columnRange = columnRange
    counts = Array(repeating: 0, count: rows * columns)
    sums = counts
  }

  /// Counts a point, unless it is outside the ranges.
  mutating func add(_ row: Double, _ column: Double, value: Double = 0) {
    guard rowRange.contains(row), columnRange.contains(column) else { return }
    let bin = Self.bin(row, rowRange, rows) * columns + Self.bin(column, columnRange, columns)
    counts[bin] += 1
    sums[bin] += value
  }

  /// The mean value in each bin, 0 where no point fell.
  func means() -> [Double] {
    zip(sums, counts).map { $1 == 0 ? 0 : $0 / $1 }
  }

  private static func bin(_ value: Double, _ range: ClosedRange<Double>, _ count: Int) -> Int {
    let fraction = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return min(count - 1, Int(fraction * Double(count)))
  }
}
