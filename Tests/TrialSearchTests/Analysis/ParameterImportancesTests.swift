import Testing

@testable import TrialSearch

struct ParameterImportancesTests {
  @Test func importancesAreThoseOfOptuna() throws {
    let histories = try OptunaHistories.all()
    let space = try histories.searchSpace()
    for fixture in histories.cases {
      let problem = SearchProblem(space: space, lowerIsBetter: fixture.lowerIsBetter, seed: 1)
      let importances = try #require(ParameterImportances(fixture.history, in: problem))
      #expect(zip(importances.shares, fixture.importances).allSatisfy { abs($0 - $1) < 1e-9 })
      #expect(
        zip(importances.divergences, fixture.divergences).allSatisfy {
          abs($0 - $1) < 1e-9 * max(1, $1)
        })
    }
  }

  @Test func twoVariantsTellNothing() throws {
    let problem = SearchProblem(space: try .ofAllKinds(), lowerIsBetter: true, seed: 1)
    var history = SearchHistory()
    for number in 0..<2 {
      history.append(
        SearchRecord(number: number, point: problem.randomPoint(number), state: .complete, value: 1)
      )
    }
    #expect(ParameterImportances(history, in: problem) == nil)
  }
}
