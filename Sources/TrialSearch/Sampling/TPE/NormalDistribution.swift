import Foundation

/// The standard normal distribution.
enum NormalDistribution {
  /// ln sqrt(2 pi).
  static let logRootTwoPi = 0.918_938_533_204_672_74

  /// The probability of less than `x`.
  static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }

  /// The probability between `a` and `b`, without cancellation in the tails.
  static func mass(_ a: Double, _ b: Double) -> Double {
    if b <= 0 { return cumulative(b) - cumulative(a) }
    if a > 0 { return cumulative(-a) - cumulative(-b) }
    return 1 - cumulative(a) - cumulative(-b)
  }

  /// The logarithm of `mass`, also where that is too small for a Double.
  static func logMass(_ a: Double, _ b: Double) -> Double {
    let mass = mass(a, b)
    if mass > 1e-290 { return log(mass) }
    let (far, near) = a > 0 ? (-b, -a) : (a, b)
    let logNear = logCumulative(near)
    return logNear + log1p(-exp(logCumulative(far) - logNear))
  }

  /// The logarithm of `cumulative`, by its asymptotic series in the tail (Abramowitz & Stegun 26.2.12).
  private static func logCumulative(_ x: Double) -> Double {
    guard x < -20 else { return log(cumulative(x)) }
    var sum = 1.0
    var term = 1.0
    var k = 1.0
    while abs(term) > 1e-17, k < 50 {
      term *= -(2 * k - 1) / (x * x)
      sum += term
      k += 1
    }
    return -x * x / 2 - log(-x) - logRootTwoPi + log(sum)
  }
}
