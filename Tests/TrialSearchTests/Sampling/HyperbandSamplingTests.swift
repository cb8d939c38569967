import NamedSettings
import Testing

@testable import TrialSearch

/// What the tree-structured Parzen estimator learns from beside Hyperband, against studies of Optuna 4.9.
///
/// That the split and the scores are Optuna's, `OptunaDensityTests` shows for these studies too.
struct HyperbandSamplingTests {
  private struct Case {
    let history: SearchHistory
    let brackets: [Int]
    let problem: SearchProblem
    let sampler: any Sampler
    let pruner: any Pruner

    /// The number of the next variant.
    var number: Int { brackets.count - 1 }

    /// The variants of the next one's bracket.
    var ownBracket: SearchHistory {
      var own = SearchHistory()
      for record in history.ended where brackets[record.number] == brackets[number] {
        own.append(record)
      }
      own.running = history.running.filter { brackets[$0.key] == brackets[number] }
      return own
    }
  }

  private func cases() throws -> [Case] {
    let histories = try OptunaHistories.all()
    let space = try histories.searchSpace()
    return try histories.cases.compactMap { fixture in
      guard let brackets = fixture.brackets, let maxResource = fixture.maxResource else {
        return nil
      }
      var settings = fixture.arguments.mapValues(\.value)
      settings["constant_liar"] = .bool(fixture.constantLiar)
      return Case(
        history: fixture.history, brackets: brackets,
        problem: SearchProblem(space: space, lowerIsBetter: fixture.lowerIsBetter, seed: 4),
        sampler: try Registries.samplers.make(type: "TPESampler", args: settings),
        pruner: try Registries.pruners.make(
          type: "HyperbandPruner", args: ["max_resource": maxResource.value]))
    }
  }

  @Test func theFixtureHasIntegersAutomaticResourcesAndRunningVariants() throws {
    let fixtures = try OptunaHistories.all().cases.filter { $0.brackets != nil }
    let resources = Set(fixtures.compactMap { $0.maxResource?.value })
    #expect(resources == [.integer(27), .string("auto")])
    #expect(fixtures.contains { !$0.history.running.isEmpty })
    for fixture in fixtures { #expect(Set(fixture.brackets ?? []) == [0, 1, 2, 3]) }
  }

  @Test func aSearchsNextPointIsLearntFromAllBrackets() throws {
    for item in try cases() {
      var strategy = SearchStrategy(
        problem: item.problem, sampler: item.sampler, pruner: item.pruner)
      // What the pruner was asked before leaves no trace.
      _ = strategy.rule(item.number, item.history)
      let point = strategy.suggest(item.number, item.history)
      var (all, own) = (item.sampler, item.sampler)
      #expect(point == all.suggest(item.number, after: item.history, for: item.problem))
      #expect(item.ownBracket.ended.count >= 10)
      #expect(point != own.suggest(item.number, after: item.ownBracket, for: item.problem))
    }
  }
}
