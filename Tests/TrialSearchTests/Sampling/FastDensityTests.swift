import Foundation
import RandomStreams
import Testing
import VectorKernels

@testable import TrialSearch

/// The fast sums over thousands of kernels against the estimator that they stand for.
struct FastDensityTests {
  /// A history in a space, see `SearchProblem.history`.
  struct Case: Sendable {
    let space: Space
    let count: Int
    let focus: Int
  }

  private static let cases = Space.allCases.flatMap { space in
    [125, 130, 400, 2500].flatMap { count in
      [1, 2, 1000].map { Case(space: space, count: count, focus: $0) }
    }
  }

  private func observations(
    _ history: SearchHistory, _ dimensions: [Int]
  ) -> TPEObservations {
    var observations = TPEObservations()
    _ = observations.update(
      history, lowerIsBetter: true, countsRunning: false, excluded: -1, dimensions: dimensions)
    return observations
  }

  /// The spaces whose densities are compared.
  enum Space: CaseIterable {
    case allKinds, manyValues

    func problem() throws -> SearchProblem {
      SearchProblem(
        space: self == .allKinds ? try .ofAllKinds() : try .ofManyValues(), lowerIsBetter: true,
        seed: 3)
    }
  }

  private func candidates(_ problem: SearchProblem) -> [[Double]] {
    let distributions = problem.space.dimensions.map(\.distribution)
    var points = (0..<60).map { problem.randomPoint(100_000 + $0) }
    points += problem.history(40, focus: 1).ended.map(\.point)
    points.append(distributions.map { $0.extremes[0] })
    points.append(distributions.map { $0.extremes.last ?? 0 })
    return points
  }

  @Test(arguments: cases)
  func univariateDensitiesAreThoseOfTheEstimator(_ given: Case) throws {
    let problem = try given.space.problem()
    let varied = problem.space.dimensions.indices.filter {
      !problem.space.dimensions[$0].distribution.isSingle
    }
    let distributions = varied.map { problem.space.dimensions[$0].distribution }
    let observations = observations(problem.history(given.count, focus: given.focus), varied)
    let points = observations.points(above: true)
    #expect(points.count >= AboveMixture.minCount)
    var mixture = AboveMixture(distributions, ParzenOptions())
    mixture.update(observations, [])
    #expect(mixture.isFast)
    for (index, distribution) in distributions.enumerated() {
      let numbers = candidates(problem).map { $0[varied[index]] }
      let estimator = ParzenEstimator(points.map { [$0[index]] }, [distribution], ParzenOptions())
      for (number, fast) in zip(numbers, mixture.logDensities(at: numbers, dimension: index)) {
        let slow = estimator.logDensity(at: [number])
        #expect(abs(fast - slow) < 1e-10, "\(distribution) at \(number): \(fast), \(slow)")
      }
    }
  }

  @Test(arguments: cases)
  func multivariateDensitiesAreThoseOfTheEstimator(_ given: Case) throws {
    let problem = try given.space.problem()
    let options = ParzenOptions(isMultivariate: true)
    let varied = problem.space.dimensions.indices.filter {
      !problem.space.dimensions[$0].distribution.isSingle
    }
    let distributions = varied.map { problem.space.dimensions[$0].distribution }
    let observations = observations(problem.history(given.count, focus: given.focus), varied)
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
