import Testing

@testable import TrialSearch

/// The tree-structured Parzen estimator against Optuna 4.9.
struct OptunaDensityTests {
  /// The second has dimensions with many values.
  private static let files = ["tpe.json", "tpe_steps.json"]

  private func close(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-9 }
  }

  private func observations(_ fixture: OptunaHistory, _ dimensions: [Int]) -> TPEObservations {
    var observations = TPEObservations()
    _ = observations.update(
      fixture.history, lowerIsBetter: fixture.lowerIsBetter, countsRunning: fixture.constantLiar,
      excluded: -1, dimensions: dimensions)
    return observations
  }

  @Test func theGoodVariantsAreThoseOfOptuna() throws {
    for fixture in try OptunaHistories.all().cases {
      let observations = observations(fixture, [0])
      let below = zip(observations.entries, observations.isAbove).filter { !$1 }.map(\.0.number)
      #expect(below == fixture.below)
    }
  }

  @Test(arguments: files)
  func weightsAndDensitiesAreThoseOfOptuna(_ file: String) throws {
    let histories: OptunaHistories = try Fixture.decoded(file)
    let space = try histories.searchSpace()
    for fixture in histories.cases {
      for expected in fixture.densities {
        let observations = observations(fixture, expected.dimensions)
        let distributions = expected.dimensions.map { space.dimensions[$0].distribution }
        let points = fixture.candidates.map { point in expected.dimensions.map { point[$0] } }
        for (above, densities) in [expected.below, expected.above].enumerated() {
          let estimator = ParzenEstimator(
            observations.points(above: above == 1), distributions, fixture.options)
          #expect(close(estimator.weights, expected.weights[above]))
          #expect(close(points.map(estimator.logDensity), densities))
        }
      }
    }
  }

  @Test(arguments: files)
  func scoresOfCandidatesAreThoseOfOptuna(_ file: String) throws {
    let histories: OptunaHistories = try Fixture.decoded(file)
    let space = try histories.searchSpace()
    for fixture in histories.cases {
      var model = TPEModel(space, fixture.options)
      _ = model.update(
        fixture.history, lowerIsBetter: fixture.lowerIsBetter,
        countsRunning: fixture.constantLiar, excluded: -1)
      for (index, expected) in fixture.densities.enumerated() {
        let points = fixture.candidates.map { point in expected.dimensions.map { point[$0] } }
        let scores =
          fixture.options.isMultivariate
          ? model.scores(points) : model.scores(points.map { $0[0] }, dimension: index)
        #expect(close(scores, expected.score))
      }
    }
  }
}
