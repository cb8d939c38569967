extension Scaling {
  /// From here on a number becomes infinite in single precision: 2^128 less half a unit in the last
  /// place.
  private static let bound = 0x1.ffffffp127
  private typealias Vector = SIMD8<Double>

  /// Scales one map by its own values, in double precision until the last step, and writes it to
  /// `output` from `position` on. Returns the index of the first value that is not finite in single
  /// precision, if there is one; then nothing is written.
  ///
  /// A constant map, in which no star was detected, becomes 0 under `normalize` and -1 under
  /// `standardize`. Sums are taken eight at a time, in the same order on every machine.
  func scale(
    _ values: Span<Double>, into output: inout MutableSpan<Float>, at position: Int
  ) -> Int? {
    let (lowest, highest, areFinite) = Self.range(values)
    guard areFinite else {
      return values.indices.first { !(abs(values[$0]) < Self.bound) }
    }
    switch self {
    case .none:
      Self.write(values, offset: 0, scale: 1, &output, position)
    case .normalize where lowest == highest:
      for index in values.indices { output[position + index] = 0 }
    case .standardize where lowest == highest:
      for index in values.indices { output[position + index] = -1 }
    case .normalize:
      Self.write(values, offset: lowest, scale: highest - lowest, &output, position)
    case .standardize:
      let (mean, deviation) = Self.moments(values)
      Self.write(values, offset: mean, scale: deviation, &output, position)
    }
    return nil
  }

  private static func write(
    _ values: Span<Double>, offset: Double, scale: Double, _ output: inout MutableSpan<Float>,
    _ position: Int
  ) {
    precondition(position + values.count <= output.count, "no room for a map")
    let whole = values.count & ~7
    let (offsets, scales) = (Vector(repeating: offset), Vector(repeating: scale))
    var bytes = output.mutableBytes
    for index in stride(from: 0, to: whole, by: 8) {
      let scaled = SIMD8<Float>((vector(values, index) - offsets) / scales)
      bytes.storeBytes(of: scaled, toByteOffset: 4 * (position + index), as: SIMD8<Float>.self)
    }
    for index in whole..<values.count {
      output[position + index] = Float((values[index] - offset) / scale)
    }
  }

  /// The lowest and the highest value, and whether all are finite in single precision.
  private static func range(
    _ values: Span<Double>
  ) -> (lowest: Double, highest: Double, areFinite: Bool) {
    var lowest = Vector(repeating: .infinity)
    var highest = Vector(repeating: -.infinity)
    // Times 0 leaves 0 of a number, but not of NaN or infinity.
    var nothing = Vector()
    let whole = values.count & ~7
    for index in stride(from: 0, to: whole, by: 8) {
      let vector = vector(values, index)
      lowest.replace(with: vector, where: vector .< lowest)
      highest.replace(with: vector, where: vector .> highest)
      nothing += vector * 0
    }
    var (least, greatest, rest) = (lowest.min(), highest.max(), nothing.sum())
    for index in whole..<values.count {
      least = min(least, values[index])
      greatest = max(greatest, values[index])
      rest += values[index] * 0
    }
    return (least, greatest, rest == 0 && least > -bound && greatest < bound)
  }

  private static func moments(_ values: Span<Double>) -> (mean: Double, deviation: Double) {
    let count = Double(values.count)
    let mean =
      sum(values) {
        $0
      } tail: {
        $0
      } / count
    let means = Vector(repeating: mean)
    let squares = sum(values) {
      ($0 - means) * ($0 - means)
    } tail: {
      ($0 - mean) * ($0 - mean)
    }
    return (mean, (squares / count).squareRoot())
  }

  @inline(__always)
  private static func sum(
    _ values: Span<Double>, _ term: (Vector) -> Vector, tail: (Double) -> Double
  ) -> Double {
    var sums = Vector()
    let whole = values.count & ~7
    for index in stride(from: 0, to: whole, by: 8) { sums += term(vector(values, index)) }
    var sum = sums.sum()
    for index in whole..<values.count { sum += tail(values[index]) }
    return sum
  }

  @inline(__always)
  private static func vector(_ values: Span<Double>, _ index: Int) -> Vector {
    values.bytes.unsafeLoadUnaligned(fromByteOffset: 8 * index, as: Vector.self)
  }
}
