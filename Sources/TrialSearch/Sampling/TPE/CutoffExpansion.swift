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
    let sums = offsets.reduce(into: SIMD8<Double>.zero) { sums, offset in
      sums += Self.derivatives(offset, sigma)
    }
    for order in terms.indices {
      if place / 8 == terms[order].count { terms[order].append(.zero) }
      terms[order][place / 8][place % 8] = sums[order]
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
  private static func derivatives(_ offset: Double, _ sigma: Double) -> SIMD8<Double> {
    let z = SIMD8(1, 0, 0, 0, 0, 0, 0, 0) - lost(0.5 + offset, sigma) - lost(0.5 - offset, sigma)
    let first = z[1] / z[0]
    let second = z[2] / z[0] - first * first
    let third = z[3] / z[0] - 3 * first * second - first * first * first
    let fourth =
      z[4] / z[0] - 4 * first * third - 3 * second * second - 6 * first * first * second
      - first * first * first * first
    return SIMD8(log(z[0]), first, second, third, fourth, 0, 0, 0)
  }

  /// Q(y) at y = distance / sigma and its derivatives by ln sigma: y phi(y), (y^3 - y) phi(y) and so on.
  private static func lost(_ distance: Double, _ sigma: Double) -> SIMD8<Double> {
    let y = distance / sigma
    let square = y * y
    // Beyond 9 widths nothing of the kernel is lost.
    if square > 81 { return .zero }
    let polynomials = SIMD8(
      0, 1, square - 1, (square - 4) * square + 1, ((square - 9) * square + 13) * square - 1, 0, 0,
      0)
    var lost = polynomials * (y * exp(-square / 2 - NormalDistribution.logRootTwoPi))
    lost[0] = NormalDistribution.cumulative(-y)
    return lost
  }
}
