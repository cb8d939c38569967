import Foundation

/// What kernels of one width give to a number in one dimension of a multivariate mixture, as the coefficients of
/// the logarithm by powers of the kernels' offsets. The part with the squared offset that is the same for all
/// numbers, -1 / (2 sigma^2), is left out.
struct ProductTerm: Sendable {
  /// What does not depend on the kernel.
  private(set) var constant: Double
  /// By power of the offset, from the first.
  private(set) var factors: [Double]
  /// Whether the interval is too wide for a series, and the factor that it lacks comes from a `WideInterval`.
  private(set) var isWide = false

  /// The term of a number at a width in units of the extent; the series must be exact up to `reach` widths.
  init(_ number: Double, _ axis: ProductAxis, sigma: Double, reach: Double) {
    let (middle, length) = axis.interval(of: number)
    let z = middle / sigma
    constant = -z * z / 2 - NormalDistribution.logRootTwoPi
    factors = Array(repeating: 0, count: axis.powerCount)
    factors[0] = z / sigma
    guard axis.termCount > 0 else {
      constant -= log(sigma * axis.axis.extent)
      return
    }
    constant += log(length / sigma)
    let needed = IntervalSeries.termCount(length: length / sigma, reach: reach)
    if axis.axis.range.isLogarithmic, needed ?? .max > axis.termCount {
      isWide = true
      return
    }
    let series = IntervalSeries.coefficients(length: length / sigma, termCount: axis.termCount)
    let top = 2 * axis.termCount
    let near = Self.powers(z, top)
    let far = Self.powers(-1 / sigma, top)
    for (half, coefficient) in series.enumerated() {
      // (z - v)^i with the kernel at v: binomial coefficients, from the lowest power of v.
      let i = 2 * half
      var binomial = coefficient
      for power in 0...i {
        let share = binomial * near[i - power] * far[power]
        if power == 0 {
          constant += share
        } else if power <= factors.count {
          factors[power - 1] += share
        }
        binomial *= Double(i - power) / Double(power + 1)
      }
    }
  }

  private static func powers(_ base: Double, _ top: Int) -> [Double] {
    var powers = [1.0]
    for _ in 0..<top { powers.append(powers[powers.count - 1] * base) }
    return powers
  }
}
