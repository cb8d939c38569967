import Foundation
import RandomStreams
import Testing
import VectorKernels

@testable import TrialSearch

/// The fast sums over thousands of kernels against the estimator that they stand for.
struct FastDensityTests {
  private static let counts = [125, 130, 400, 2500]

  private func observations(
    _ history: SearchHistory, _ dimensions: [Int]
  ) -> TPEObservations {
    var observations = TPEObservations()
    _ = observations.update(
      history, lowerIsBetter: true, countsRunning: false, excluded: -1, dimensions: dimensions)
    return observations
  }

  private func problem() throws -> SearchProblem {
    SearchProblem(space: try .ofAllKinds(), lowerIsBetter: true, seed: 3)
  }

  private func candidates(_ problem: SearchProblem) -> [[Double]] {
    let distributions = problem.space.dimensions.map(\.distribution)
    var points = (0..<60).map { problem.randomPoint(100_000 + $0) }
    points += problem.history(40, focus: 1).ended.map(\.point)
    points.append(distributions.map { $0.extremes[0] })
    points.append(distributions.map { $0.extremes.last ?? 0 })
    return points
  }

  @Test(arguments: counts, [1, 2, 1000])
  func univariateDensitiesAreThoseOfTheEstimator(count: Int, focus: Int) throws {
    let problem = try problem()
    let varied = problem.space.dimensions.indices.filter {
      !problem.space.dimensions[$0].distribution.isSingle
    }
    let distributions = varied.map { problem.space.dimensions[$0].distribution }
    let observations = observations(problem.history(count, focus: focus), varied)
    let points = observations.points(above: true)
    #expect(points.count >= AboveMixture.minCount)
    var mixture = AboveMixture(distributions, ParzenOptions())
    mixture.update(observations, [])
    for (index, distribution) in distributions.enumerated() {
      let numbers = candidates(problem).map { $0[varied[index]] }
      let estimator = ParzenEstimator(points.map { [$0[index]] }, [distribution], ParzenOptions())
      for (number, fast) in zip(numbers, mixture.logDensities(at: numbers, dimension: index)) {
        let slow = estimator.logDensity(at: [number])
        #expect(abs(fast - slow) < 1e-10, "\(distribution) at \(number): \(fast), \(slow)")
      }
    }
  }

  @Test(arguments: counts, [1, 2, 1000])
  func multivariateDensitiesAreThoseOfTheEstimator(count: Int, focus: Int) throws {
    let problem = try problem()
    let options = ParzenOptions(isMultivariate: true)
    let varied = problem.space.dimensions.indices.filter {
      !problem.space.dimensions[$0].distribution.isSingle
    }
    let distributions = varied.map { problem.space.dimensions[$0].distribution }
    let observations = observations(problem.history(count, focus: focus), varied)
    var mixture = ProductMixture(distributions, options)
    mixture.update(observations, [])
    let points = candidates(problem).map { candidate in varied.map { candidate[$0] } }
    let estimator = ParzenEstimator(observations.points(above: true), distributions, options)
    #expect(mixture.isUsable)
    for (point, fast) in zip(points, mixture.logDensities(at: points)) {
      let slow = estimator.logDensity(at: point)
      #expect(abs(fast - slow) < 1e-10, "at \(point): \(fast), \(slow)")
    }
  }

  @Test func exponentialsAgreeWithTheLibrary() {
    for index in stride(from: -69_900, through: 69_900, by: 8) {
      let x = SIMD8<Double>((0..<8).map { Double(index + $0) / 100.37 })
      let fast = x.exponential
      for lane in 0..<8 { #expect(abs(fast[lane] / exp(x[lane]) - 1) < 3e-13) }
    }
  }
}
