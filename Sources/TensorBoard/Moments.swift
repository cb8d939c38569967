/// The extremes and sums of the finite numbers among some.
struct Moments {
  private(set) var count = 0
  private(set) var least = Float.infinity
  private(set) var greatest = -Float.infinity
  private(set) var sum = 0.0
  private(set) var sumOfSquares = 0.0

  /// Four numbers at a time, each with sums of its own: an addition waits for the one before.
  init(_ values: Span<Float>) {
    var counts = SIMD4<Int32>.zero
    var (leasts, greatests) = (SIMD4(repeating: least), SIMD4(repeating: greatest))
    var (sums, squares) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    for start in stride(from: 0, to: values.count, by: 4) {
      var four = SIMD4<Float>(repeating: .nan)
      for lane in 0..<Swift.min(4, values.count - start) { four[lane] = values[start + lane] }
      // x - x is 0 for finite x only.
      let isFinite = (four - four) .== 0
      counts.replace(with: counts &+ 1, where: isFinite)
      leasts.replace(with: four, where: isFinite .& (four .< leasts))
      greatests.replace(with: four, where: isFinite .& (four .> greatests))
      let finite = SIMD4<Double>(four.replacing(with: 0, where: .!isFinite))
      sums += finite
      squares += finite * finite
    }
    count = Int(counts.wrappedSum())
    least = leasts.min()
    greatest = greatests.max()
    sum = sums.sum()
    sumOfSquares = squares.sum()
  }
}
