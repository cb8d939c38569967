import NamedSettings
import Testing

@testable import TrialSearch

/// What holds for every sampler of the registry, one added later included.
struct SamplerContractTests {
  /// The settings that make several forms of a sampler; one without settings needs no entry.
  private static let settings: [String: [[String: SettingValue]]] = [
    "TPESampler": [
      [:], ["multivariate": .bool(true)], ["n_startup_trials": .integer(0)],
      ["prior_weight": .real(0), "consider_magic_clip": .bool(false)],
      ["constant_liar": .bool(true), "n_ei_candidates": .integer(3)],
    ],
    "QMCSampler": [[:], ["scramble": .bool(false)]],
    "ListSampler": [
      [
        "variants": .array([
          .object(["lr": .real(0.1), "size": .integer(4)]),
          .object(["lr": .real(0.2), "size": .integer(4)]),
        ])
      ]
    ],
  ]

  private static let forms = Registries.samplers.names.flatMap { name in
    (settings[name] ?? [[:]]).map { Form(name: name, settings: $0) }
  }

  struct Form: Sendable, CustomTestStringConvertible {
    let name: String
    let settings: [String: SettingValue]

    var testDescription: String { "\(name) \(SettingValue.object(settings))" }

    func sampler() throws -> any Sampler {
      try Registries.samplers.make(type: name, args: settings)
    }

    /// A problem that the sampler can work on: with all kinds of dimensions where it takes a space with
    /// them, else without the continuous ones, else its own.
    func problem(lowerIsBetter: Bool = true) throws -> SearchProblem {
      let all = try SearchSpace.ofAllKinds()
      let countable = SearchSpace(
        Dictionary(
          uniqueKeysWithValues: all.dimensions.filter { $0.distribution.valueCount != nil }
            .map { ($0.path, $0.distribution) }))
      let sampler = try sampler()
      let space =
        try (try? sampler.space(all)) ?? (try? sampler.space(countable)) ?? sampler.space(nil)
      return SearchProblem(space: space, lowerIsBetter: lowerIsBetter, seed: 11)
    }
  }

  @Test(arguments: forms)
  func everyPointLiesInTheSpace(form: Form) throws {
    let problem = try form.problem()
    var sampler = try form.sampler()
    let history = problem.history(300)
    for count in [0, 1, 9, 40, 300] {
      var known = SearchHistory()
      for record in history.ended.prefix(count) { known.append(record) }
      for number in count..<count + 8 {
        let point = sampler.suggest(number, after: known, for: problem)
        #expect(problem.space.contains(point), "\(point) after \(count)")
      }
    }
  }

  @Test(arguments: forms)
  func pointsDependOnTheArgumentsAlone(form: Form) throws {
    let problem = try form.problem()
    var other = problem
    other.lowerIsBetter = false
    other.seed = 12
    let full = problem.history(260)
    var used = try form.sampler()
    var history = SearchHistory()
    for record in full.ended {
      history.append(record)
      // Questions about other numbers, problems and histories in between leave no trace.
      if record.number % 40 == 7 {
        _ = used.suggest(record.number + 5, after: history, for: other)
        _ = used.suggest(3, after: SearchHistory(), for: problem)
      }
      if record.number % 13 == 0 || record.number > 250 {
        var fresh = try form.sampler()
        #expect(
          used.suggest(record.number + 1, after: history, for: problem)
            == fresh.suggest(record.number + 1, after: history, for: problem))
      }
    }
  }

  @Test(arguments: forms)
  func theOrderInWhichVariantsEndDoesNotMatter(form: Form) throws {
    let problem = try form.problem()
    let full = problem.history(240)
    var inOrder = try form.sampler()
    var outOfOrder = try form.sampler()
    var history = SearchHistory()
    var shuffled = SearchHistory()
    for start in stride(from: 0, to: 240, by: 8) {
      for number in start..<start + 8 {
        history.append(full.ended[number])
        shuffled.append(full.ended[start + (number - start) * 5 % 8])
        _ = outOfOrder.suggest(1000, after: shuffled, for: problem)
      }
      #expect(
        inOrder.suggest(start, after: history, for: problem)
          == outOfOrder.suggest(start, after: shuffled, for: problem))
    }
  }

  @Test(arguments: forms)
  func failedVariantsDoNotMatter(form: Form) throws {
    let problem = try form.problem()
    var history = SearchHistory()
    var withFailures = SearchHistory()
    for record in problem.history(60).ended where record.state != .failed {
      history.append(record)
      withFailures.append(record)
      var failed = record
      failed.number += 1000
      failed.state = record.number % 2 == 0 ? .failed : .complete
      failed.value = .nan
      withFailures.append(failed)
    }
    var sampler = try form.sampler()
    #expect(
      sampler.suggest(60, after: history, for: problem)
        == sampler.suggest(60, after: withFailures, for: problem))
  }

  @Test(arguments: forms)
  func runningVariantsComeAndGo(form: Form) throws {
    let problem = try form.problem()
    var sampler = try form.sampler()
    var history = SearchHistory()
    let records = problem.history(240).ended
    for record in records {
      // Four run side by side, of which the one that was started first ends.
      var running = record
      running.state = .running
      history.running[record.number] = running
      if history.running.count > 3, let first = history.running.keys.min() {
        history.running[first] = nil
        history.append(records[first])
      }
      guard record.number % 9 == 0 else { continue }
      var fresh = try form.sampler()
      let point = sampler.suggest(record.number, after: history, for: problem)
      #expect(point == fresh.suggest(record.number, after: history, for: problem))
      #expect(problem.space.contains(point))
    }
  }

  @Test(arguments: forms)
  func theNumberOfVariantsIsThatOfTheSettings(form: Form) throws {
    var settings = form.settings
    let space = try form.problem().space
    if let natural = try form.sampler().variantCount(in: space) {
      #expect(natural >= 1)
    } else {
      settings["n_trials"] = .integer(17)
      let limited = try Registries.samplers.make(type: form.name, args: settings)
      #expect(limited.variantCount(in: space) == 17)
      settings["n_trials"] = .integer(0)
      #expect(throws: SettingError("args.n_trials", "expected at least 1, found 0")) {
        try Registries.samplers.make(type: form.name, args: settings)
      }
    }
  }
}
