import Testing

@testable import TrialSearch

struct ConvergenceEstimateTests {
  private struct Reference: Decodable {
    struct Interval: Decodable {
      let converged: Int
      let restarts: Int
      let low: Double
      let high: Double
    }

    let intervals: [Interval]
  }

  @Test func intervalsAreThoseOfSciPy() throws {
    let reference: Reference = try Fixture.decoded("sequences.json")
    for expected in reference.intervals {
      let estimate = ConvergenceEstimate(
        convergedCount: expected.converged, restartCount: expected.restarts)
      #expect(abs(estimate.interval.lowerBound - expected.low) < 1e-12)
      #expect(abs(estimate.interval.upperBound - expected.high) < 1e-12)
      #expect(estimate.interval.contains(estimate.probability))
    }
  }

  @Test func theExpectedNumberOfRestartsIsThatOfACutGeometricDistribution() {
    let estimate = ConvergenceEstimate(convergedCount: 2, restartCount: 9)
    #expect(estimate.probability == 0.25)
    // Restart k is started when the k - 1 before it did not converge.
    #expect(abs(estimate.expectedRestarts(atMost: 3) - (1 + 0.75 + 0.75 * 0.75)) < 1e-12)
    #expect(abs(estimate.expectedRestarts(atMost: .max) - 4) < 1e-12)
    #expect(estimate.expectedRestarts(atMost: 0) == 0)
  }

  @Test func beforeTheFirstRestartNothingIsKnown() {
    let estimate = ConvergenceEstimate(convergedCount: 0, restartCount: 0)
    #expect(estimate.probability == 0.5)
    #expect(estimate.interval == 0...1)
  }
}
