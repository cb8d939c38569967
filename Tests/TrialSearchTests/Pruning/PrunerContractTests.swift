import NamedSettings
import Testing

@testable import TrialSearch

/// What holds for every pruner of the registry, one added later included.
struct PrunerContractTests {
  private static let most = SettingValue.integer(.max)

  /// The defaults, usual numbers, and the largest.
  private static let settings: [String: [[String: SettingValue]]] = [
    "SuccessiveHalvingPruner": [
      [:], ["min_resource": .integer(2)],
      ["min_resource": most, "reduction_factor": most, "min_early_stopping_rate": most],
      ["min_resource": .integer(1), "reduction_factor": most],
    ],
    "HyperbandPruner": [
      [:], ["max_resource": .integer(9)],
      ["max_resource": most, "reduction_factor": .integer(2)],
      ["max_resource": .integer(1 << 62), "reduction_factor": .integer(2)],
      ["max_resource": most, "reduction_factor": most],
      ["min_resource": most, "max_resource": most],
    ],
    "MedianPruner": [
      [:], ["n_startup_trials": .integer(1), "interval_steps": .integer(2)],
      ["n_startup_trials": .integer(0), "n_warmup_steps": most, "interval_steps": most],
      ["n_startup_trials": .integer(0), "interval_steps": most],
    ],
  ]

  private static let forms = Registries.pruners.names.flatMap { name in
    (settings[name] ?? [[:]]).map { Form(name: name, settings: $0) }
  }

  struct Form: Sendable, CustomTestStringConvertible {
    let name: String
    let settings: [String: SettingValue]

    var testDescription: String { "\(name) \(SettingValue.object(settings))" }

    func pruner() throws -> any Pruner {
      try Registries.pruners.make(type: name, args: settings)
    }
  }

  private func problem() throws -> SearchProblem {
    SearchProblem(space: try .ofAllKinds(), lowerIsBetter: true, seed: 1)
  }

  @Test(arguments: forms)
  func rulesDependOnTheArgumentsAlone(form: Form) throws {
    let problem = try problem()
    var other = problem
    other.lowerIsBetter = false
    var used = try form.pruner()
    var history = SearchHistory()
    for record in problem.history(80).ended {
      history.append(record)
      if record.number % 7 == 3 {
        _ = used.rule(for: 5, after: SearchHistory(), in: problem)
        _ = used.rule(for: record.number + 1, after: history, in: other)
      }
      var fresh = try form.pruner()
      let isSame =
        used.rule(for: record.number + 1, after: history, in: problem)
        == fresh.rule(for: record.number + 1, after: history, in: problem)
      #expect(isSame, "after \(record.number)")
    }
  }

  @Test(arguments: forms)
  func theOrderInWhichVariantsEndDoesNotMatter(form: Form) throws {
    let problem = try problem()
    let records = problem.history(64).ended
    var history = SearchHistory()
    var shuffled = SearchHistory()
    var outOfOrder = try form.pruner()
    for index in records.indices {
      history.append(records[index])
      shuffled.append(records[index * 37 % 64])
      _ = outOfOrder.rule(for: 64, after: shuffled, in: problem)
    }
    var inOrder = try form.pruner()
    #expect(
      inOrder.rule(for: 64, after: history, in: problem)
        == outOfOrder.rule(for: 64, after: shuffled, in: problem))
  }

  @Test(arguments: forms)
  func theFirstVariantsRunToTheirEnd(form: Form) throws {
    let problem = try problem()
    var pruner = try form.pruner()
    let rule = pruner.rule(for: 0, after: SearchHistory(), in: problem)
    let reports = (1...30).map { IntermediateValue(step: $0, value: Double($0)) }
    for count in 0...30 { #expect(!rule.prunes(after: Array(reports.prefix(count)))) }
  }

  @Test(arguments: forms)
  func failedVariantsWithoutReportsDoNotMatter(form: Form) throws {
    let problem = try problem()
    var history = SearchHistory()
    var withFailures = SearchHistory()
    for record in problem.history(40).ended where record.state != .failed {
      history.append(record)
      withFailures.append(record)
      withFailures.append(
        SearchRecord(number: record.number + 1000, point: record.point, state: .failed))
    }
    var pruner = try form.pruner()
    #expect(
      pruner.rule(for: 50, after: history, in: problem)
        == pruner.rule(for: 50, after: withFailures, in: problem))
  }

  @Test(arguments: forms)
  func aVariantDoesNotCompeteWithItself(form: Form) throws {
    let problem = try problem()
    var history = problem.history(40)
    var pruner = try form.pruner()
    let alone = pruner.rule(for: 50, after: history, in: problem)
    history.running[50] = SearchRecord(
      number: 50, point: [], state: .running,
      intermediateValues: (1...12).map { IntermediateValue(step: $0, value: 0.001) })
    #expect(pruner.rule(for: 50, after: history, in: problem) == alone)
  }

  @Test(arguments: forms)
  func mirroredValuesGiveMirroredDecisions(form: Form) throws {
    let problem = try problem()
    var mirrored = problem
    mirrored.lowerIsBetter = false
    var history = SearchHistory()
    var mirroredHistory = SearchHistory()
    for var record in problem.history(60).ended {
      history.append(record)
      record.value = record.value.map { -$0 }
      record.intermediateValues = record.intermediateValues.map {
        IntermediateValue(step: $0.step, value: -$0.value)
      }
      mirroredHistory.append(record)
    }
    var pruner = try form.pruner()
    for record in problem.history(90).ended.suffix(30) {
      let rule = pruner.rule(for: record.number, after: history, in: problem)
      let mirroredRule = pruner.rule(for: record.number, after: mirroredHistory, in: mirrored)
      for count in 1...record.intermediateValues.count {
        let reports = Array(record.intermediateValues.prefix(count))
        #expect(
          rule.prunes(after: reports)
            == mirroredRule.prunes(
              after: reports.map { IntermediateValue(step: $0.step, value: -$0.value) }))
      }
    }
  }
}
