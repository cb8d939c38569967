/// How likely a restart is to converge, as far as those that have ended tell.
public struct ConvergenceEstimate: Sendable, Equatable {
  /// How many restarts converged.
  public private(set) var convergedCount = 0
  /// How many restarts have ended.
  public private(set) var endedCount = 0

  /// Nothing is known yet.
  public init() {}

  /// Takes note of a restart that has ended.
  public mutating func add(converged: Bool) {
    endedCount += 1
    if converged { convergedCount += 1 }
  }

  /// The share that converged; nil before the first has ended.
  public var probability: Double? {
    endedCount == 0 ? nil : Double(convergedCount) / Double(endedCount)
  }

  /// The 95% interval of the probability. Source: Wilson, "Probable inference, the law of succession, and
  /// statistical inference", J. Am. Stat. Assoc. 22 (1927), as SciPy's `proportion_ci(method="wilson")`.
  public var interval: ClosedRange<Double> {
    guard let share = probability else { return 0...1 }
    let (n, z) = (Double(endedCount), 1.959963984540054)
    let center = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half =
      z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let low = convergedCount == 0 ? 0 : max(0, center - half)
    return low...(convergedCount == endedCount ? 1 : min(1, center + half))
  }

  /// How many restarts to expect of variants until one of each converges: of so many variants by the number
  /// of restarts that each may still get.
  public func expectedRestarts(_ left: [Int: Int]) -> Double? {
    guard probability != nil else { return nil }
    return left.reduce(0) { $0 + Double($1.value) * (expectedRestarts(atMost: $1.key) ?? 0) }
  }

  /// How many restarts to expect until one converges, of at most `limit`: (1 - (1 - p)^limit) / p.
  public func expectedRestarts(atMost limit: Int) -> Double? {
    guard let share = probability else { return nil }
    guard share > 0 else { return Double(limit) }
    var miss = 1.0
    var power = 1 - share
    var exponent = limit
    while exponent > 0 {
      if exponent & 1 == 1 { miss *= power }
      power *= power
      exponent >>= 1
    }
    return (1 - miss) / share
  }
}
