import Testing
import TrialSearch

/// How likely a restart is to converge.
struct ConvergenceEstimateTests {
  /// Of `scipy.stats.binomtest(k, n).proportion_ci(method="wilson")`.
  @Test(arguments: [
    (0, 10, 0.0, 0.27753279986288926), (3, 10, 0.10779126740630102, 0.6032218525388546),
    (10, 10, 0.7224672001371109, 1.0), (7, 200, 0.0170555420085672, 0.07047061152229074),
  ])
  func theIntervalIsWilsons(converged: Int, ended: Int, low: Double, high: Double) {
    let estimate = estimate(converged, of: ended)
    #expect(estimate.probability == Double(converged) / Double(ended))
    #expect(abs(estimate.interval.lowerBound - low) < 1e-12)
    #expect(abs(estimate.interval.upperBound - high) < 1e-12)
  }

  @Test func theExpectedNumberOfRestartsIsThatOfAGeometricDistributionCutOff() throws {
    let estimate = estimate(1, of: 4)
    for limit in [0, 1, 2, 7, 100] {
      // The sum over restarts of the probability that it is reached.
      let sum = (0..<limit).reduce(into: (total: 0.0, reached: 1.0)) { sum, _ in
        sum.total += sum.reached
        sum.reached *= 0.75
      }
      #expect(abs(try #require(estimate.expectedRestarts(atMost: limit)) - sum.total) < 1e-12)
    }
    let (three, one) = (estimate.expectedRestarts(atMost: 3), estimate.expectedRestarts(atMost: 1))
    let sum = try 2 * #require(three) + #require(one)
    #expect(abs(try #require(estimate.expectedRestarts([3: 2, 1: 1])) - sum) < 1e-12)
    #expect(ConvergenceEstimate().expectedRestarts([3: 2]) == nil)
    #expect(self.estimate(0, of: 3).expectedRestarts(atMost: 9) == 9)
    #expect(ConvergenceEstimate().expectedRestarts(atMost: 9) == nil)
    #expect(ConvergenceEstimate().interval == 0...1)
  }

  private func estimate(_ converged: Int, of ended: Int) -> ConvergenceEstimate {
    var estimate = ConvergenceEstimate()
    for index in 0..<ended { estimate.add(converged: index < converged) }
    return estimate
  }
}
