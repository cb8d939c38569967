import VectorKernels

/// How some numbers are distributed. What is not finite does not count.
struct Distribution {
  let values: UnsafePointer<Float>
  let count: Int

  /// The extremes and sums.
  var moments: Moments {
    var (least, greatest) = (Vector(repeating: .infinity), Vector(repeating: -.infinity))
    var (sum, squares) = (DoubleVector.zero, DoubleVector.zero)
    forEachVector { vector in
      least = Vector.lesser(vector.finite(else: .infinity), least)
      greatest = Vector.greater(vector.finite(else: -.infinity), greatest)
      let numbers = vector.finite(else: 0).widened
      sum += numbers
      squares += numbers * numbers
    }
    return Moments(
      least: least.min(), greatest: greatest.max(), sum: sum.sum(), sumOfSquares: squares.sum())
  }

  /// Counts the values by bucket, `bucketCount` from `least` with `scale` a unit, the last one open, and
  /// then those that are not finite.
  ///
  /// `rows` has four rows of counts, to be added up: neighbours often fall into the same bucket,
  /// whose count would have to wait for the one before.
  func addCounts(
    bucketCount: Int, from least: Double, scale: Double, to rows: UnsafeMutablePointer<Int32>
  ) {
    forEachVector { $0.count(from: least, scale: scale, last: Int32(bucketCount - 1), in: rows) }
    // What fills up the last vector is not finite.
    rows[bucketCount] -= Int32((Vector.lanes - count % Vector.lanes) % Vector.lanes)
  }

  /// Calls `body` for vectors of all values, the last one filled up with NaN.
  @inline(__always)
  private func forEachVector(_ body: (Vector) -> Void) {
    let whole = count / Vector.lanes * Vector.lanes
    for start in stride(from: 0, to: whole, by: Vector.lanes) { body(Vector(at: values + start)) }
    guard whole < count else { return }
    var last = Vector(repeating: .nan)
    for index in whole..<count { last[index - whole] = values[index] }
    body(last)
  }
}
