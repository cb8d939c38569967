import Foundation

/// What kernels lose at the edges, for many kernels whose common width shrinks a little at a time: the
/// sum over the dimensions of ln(mass between the edges) as a Taylor series in ln(width).
struct CutoffExpansion: Sendable {
  /// The width at which the series is developed, in units of the dimensions' extents.
  let sigma: Double
  /// The sum and its first four derivatives by ln(width), by block of eight kernels.
  private var terms: [[SIMD8<Double>]] = Array(repeating: [], count: 5)

  init(sigma: Double) { self.sigma = sigma }

  /// A series good for `count` kernels: developed at that count rounded down to five or six binary
  /// digits, so that it lasts while the width changes by less than 1 %, and does not depend on the past.
  static func referenceCount(for count: Int) -> Int {
    let grain = max(1 << max(Int.bitWidth - 1 - count.leadingZeroBitCount - 6, 0), 1)
    return count / grain * grain
  }

  /// Sets the kernel at `place`, at most one beyond the last, to a mean given from the centre of each
  /// dimension, in units of its extent.
  mutating func set(_ place: Int, offsets: [Double]) {
    let derivatives = offsets.reduce(into: Array(repeating: 0.0, count: 5)) { sums, offset in
      for (order, value) in Self.derivatives(offset, sigma).enumerated() { sums[order] += value }
    }
    for (order, value) in derivatives.enumerated() {
      if place / 8 == terms[order].count { terms[order].append(.zero) }
      terms[order][place / 8][place % 8] = value
    }
  }

  /// The sums of a block of kernels at another width.
  func logMasses(block: Int, sigma: Double) -> SIMD8<Double> {
    let delta = log(sigma / self.sigma)
    var sum = terms[4][block] * (delta / 4)
    sum = (sum + terms[3][block]) * (delta / 3)
    sum = (sum + terms[2][block]) * (delta / 2)
    return (sum + terms[1][block]) * delta + terms[0][block]
  }

  /// ln Z and its derivatives by ln sigma, where Z = 1 - Q(a / sigma) - Q(b / sigma) with the distances a
  /// and b to the edges and the normal distribution's tail Q.
  private static func derivatives(_ offset: Double, _ sigma: Double) -> [Double] {
    var z = [1.0, 0, 0, 0, 0]
    for distance in [0.5 + offset, 0.5 - offset] {
      let y = distance / sigma
      let square = y * y
      let yPhi = y * exp(-square / 2 - NormalDistribution.logRootTwoPi)
      z[0] -= NormalDistribution.cumulative(-y)
      z[1] -= yPhi
      z[2] -= yPhi * (square - 1)
      z[3] -= yPhi * ((square - 4) * square + 1)
      z[4] -= yPhi * (((square - 9) * square + 13) * square - 1)
    }
    let first = z[1] / z[0]
    let second = z[2] / z[0] - first * first
    let third = z[3] / z[0] - 3 * first * second - first * first * first
    let fourth =
      z[4] / z[0] - 4 * first * third - 3 * second * second - 6 * first * first * second
      - first * first * first * first
    return [log(z[0]), first, second, third, fourth]
  }
}
