import Foundation

/// The mass of a normal kernel over an interval that is narrow beside it: with the kernel's width as the unit,
/// the interval's length d, and its middle at z, the mass is d phi(z) e^P(z), where P is a series in d^2 with
/// polynomials in z^2.
///
/// It is the logarithm of 1 + d^2 He2(z) / 24 + d^4 He4(z) / 1920 + ..., the Taylor series of the density
/// around z, integrated term by term. For large z it is that of sinh(x) / x at x = z d / 2.
enum IntervalSeries {
  /// The most powers of d^2.
  static let maxTermCount = 6
  /// By power of d^2, from the first: the coefficients of 1, z^2, z^4 and so on.
  private static let terms = logarithm((1...maxTermCount).map(taylorTerm))

  /// The logarithm of the mass, by two powers of d^2: exact to 1e-11 where d and d z are below 0.1.
  static func logMass(length: Double, middle: Double) -> Double {
    let square = length * length
    let z = middle * middle
    return log(length) - NormalDistribution.logRootTwoPi - z / 2
      + square * ((z - 1) / 24 + square * (1.0 / 1440 - z / 720 - z * z / 2880))
  }

  /// The coefficients of 1, z^2, z^4 and so on up to `termCount` powers of d^2.
  static func coefficients(length: Double, termCount: Int) -> [Double] {
    var coefficients = Array(repeating: 0.0, count: termCount + 1)
    var power = 1.0
    for term in terms.prefix(termCount) {
      power *= length * length
      for (index, coefficient) in term.enumerated() { coefficients[index] += power * coefficient }
    }
    return coefficients
  }

  /// The fewest powers of d^2 that are exact to 1e-11 up to `reach` from the interval; nil where they are
  /// too many.
  static func termCount(length: Double, reach: Double) -> Int? {
    let ratio = pow(length * reach / (2 * Double.pi), 2)
    // ln(sinh(x) / x) = sum over k of +- zeta(2 k) (x / pi)^(2 k) / k.
    return (1...maxTermCount).first {
      1.65 * pow(ratio, Double($0 + 1)) / Double($0 + 1) < 1e-11
    }
  }

  /// The coefficients of He2k(z) / (2^2k (2k + 1)!).
  private static func taylorTerm(_ k: Int) -> [Double] {
    func factorial(_ n: Int) -> Double { (1...max(n, 1)).reduce(1) { $0 * Double($1) } }
    let scale = pow(4, Double(k)) * factorial(2 * k + 1)
    return (0...k).map { index in
      let m = k - index
      let size = factorial(2 * k) / (factorial(m) * factorial(2 * index) * pow(2, Double(m)))
      return (m % 2 == 0 ? size : -size) / scale
    }
  }

  /// The logarithm of 1 + the series, by k l_k = k a_k - sum over j < k of j l_j a_(k - j).
  private static func logarithm(_ series: [[Double]]) -> [[Double]] {
    var logarithm: [[Double]] = []
    for k in 1...series.count {
      var term = series[k - 1].map { Double(k) * $0 }
      for j in 1..<k {
        for (a, left) in logarithm[j - 1].enumerated() {
          for (b, right) in series[k - j - 1].enumerated() {
            term[a + b] -= Double(j) * left * right
          }
        }
      }
      logarithm.append(term.map { $0 / Double(k) })
    }
    return logarithm
  }
}
