import Foundation

/// The beta distribution over [0, 1].
struct BetaDistribution: Sendable {
  /// The first shape.
  let alpha: Double
  /// The second shape.
  let beta: Double

  /// The probability of less than `x`: the regularised incomplete beta function, by its continued
  /// fraction, DLMF 8.17.22, evaluated as by Lentz.
  func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges fast below the mean; above it the mirrored one does.
    if x > (alpha + 1) / (alpha + beta + 2) {
      return 1 - BetaDistribution(alpha: beta, beta: alpha).cumulative(1 - x)
    }
    let logFactor =
      alpha * log(x) + beta * log1p(-x) + lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta)
    return exp(logFactor) / alpha / fraction(x)
  }

  private func fraction(_ x: Double) -> Double {
    var value = 1.0
    var c = 1.0
    var d = 0.0
    for k in 1...500 {
      let m = Double(k / 2)
      let term =
        k % 2 == 0
        ? m * (beta - m) * x / ((alpha + 2 * m - 1) * (alpha + 2 * m))
        : -(alpha + m) * (alpha + beta + m) * x / ((alpha + 2 * m) * (alpha + 2 * m + 1))
      d = 1 / (1 + term * d)
      c = 1 + term / c
      value *= c * d
      if abs(c * d - 1) < 1e-16 { break }
    }
    return value
  }

  /// The `x` with the given probability of less, by bisection.
  func quantile(_ probability: Double) -> Double {
    var low = 0.0
    var high = 1.0
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return middle }
      if cumulative(middle) < probability { low = middle } else { high = middle }
    }
  }
}
