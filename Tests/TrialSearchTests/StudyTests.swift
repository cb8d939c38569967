import NamedSettings
import RandomStreams
import Testing

@testable import TrialSearch

/// Which trials run, which count and which one wins.
struct StudyTests {
  private func outcome(
    _ metric: Double?, _ ending: TrialOutcome.Ending = .completed
  ) -> TrialOutcome {
    TrialOutcome(metric == nil ? .failed : ending, metric: metric)
  }

  private func trial(_ restart: Int) -> TrialID { TrialID(restart: restart) }

  private func restarts(_ count: Int, higherIsBetter: Bool = false) -> Study {
    Study(StudyPlan(variantCount: 1, restarts: 1...count, higherIsBetter: higherIsBetter))
  }

  /// A strategy of random points in two dimensions.
  static func strategy(_ pruner: any Pruner = NopPruner()) -> SearchStrategy {
    let range: [String: SettingValue] = [
      "type": .string("float"), "low": .integer(0), "high": .integer(1),
    ]
    let choice: [String: SettingValue] = [
      "type": .string("categorical"),
      "choices": .array(["a", "b", "c"].map(SettingValue.string)),
    ]
    guard let space = try? SearchSpace(["x": .object(range), "y": .object(choice)]),
      let sampler = try? Registries.samplers.make(
        type: "RandomSampler", args: ["n_trials": .integer(9)])
    else { fatalError("the strategy is valid") }
    return SearchStrategy(
      problem: SearchProblem(space: space, lowerIsBetter: true, seed: 7), sampler: sampler,
      pruner: pruner)
  }

  /// Some outcome of a trial, always the same: a curve over six epochs which the rule may end.
  private static func outcome(of assignment: Assignment, _ seed: UInt64) -> TrialOutcome {
    let trial = assignment.trial
    var random = RandomStream(
      RandomKey(
        seed: seed, variant: UInt64(trial.variant), trial: UInt64(trial.restart),
        purpose: .simulation))
    if random.uniform() < 0.1 { return TrialOutcome(.failed, metric: nil) }
    var values: [IntermediateValue] = []
    // Coarse, so that there are equals.
    let level = (assignment.point.reduce(0, +) * 4).rounded() / 4
    for epoch in 1...6 {
      let metric = level + (random.uniform() * 4).rounded() / Double(epoch)
      values.append(IntermediateValue(step: epoch, value: metric))
      if assignment.rule.prunes(after: values) {
        return TrialOutcome(.pruned, metric: values.map(\.value).min(), values: values)
      }
    }
    let converged = random.uniform() < 0.2
    return TrialOutcome(
      converged ? .converged : .completed, metric: values.map(\.value).min(), values: values)
  }

  @Test(arguments: 0..<60)
  func anyNumberOfWorkersFindsWhatOneWouldFind(seed: Int) {
    var random = RandomStream(RandomKey(seed: UInt64(seed), purpose: .simulation))
    for _ in 0..<5 {
      let isSearch = Bool.random(using: &random)
      let higherIsBetter = !isSearch && Bool.random(using: &random)
      let plan = StudyPlan(
        variantCount: .random(in: 1...20, using: &random),
        restarts: 1...(.random(in: 1...5, using: &random)),
        window: .random(in: 1...12, using: &random),
        stopsOnConvergence: Int.random(in: 0..<3, using: &random) == 0,
        targetMetric: Int.random(in: 0..<3, using: &random) == 0 ? 0.3 : nil,
        higherIsBetter: higherIsBetter)
      let pruner: any Pruner = Bool.random(using: &random) ? WorstPruner() : NopPruner()
      let outcomeSeed = random.next()
      let study = SimulatedStudy(
        plan: plan, strategy: isSearch ? Self.strategy(pruner) : nil,
        outcome: { Self.outcome(of: $0, outcomeSeed) })
      let sequential = study.sequentialCourse()
      for workers in [1, 2, 3, 7, 64] {
        let (course, discarded) = study.run(workers: workers, &random)
        #expect(course == sequential, "\(workers) workers, \(plan)")
        #expect(discarded.isDisjoint(with: course.accepted))
        #expect(course.accepted == course.accepted.sorted())
        if workers == 1 { #expect(discarded.isEmpty) }
      }
    }
  }

  @Test func theLowestNumberedConvergedRestartWins() {
    var study = restarts(8)
    #expect((1...4).allSatisfy { study.ask()?.trial == trial($0) })
    #expect(study.end(trial(3), outcome(0.1, .converged)) == [.stop(trial(4))])
    #expect(study.ask() == nil)
    #expect(study.end(trial(1), outcome(0.5)) == [.accept(trial(1), isBest: true)])
    #expect(
      study.end(trial(2), outcome(0.9, .converged))
        == [.discard(trial(3)), .accept(trial(2), isBest: true)])
    #expect(!study.isFinished)
    #expect(study.stopped(trial(4)) == [.discard(trial(4))])
    #expect(study.isFinished)
    #expect(study.best == trial(2))
  }

  @Test func withoutConvergenceTheBestMetricWinsAndTheFirstOfEquals() {
    for (higherIsBetter, best) in [(false, 2), (true, 4)] {
      var study = restarts(5, higherIsBetter: higherIsBetter)
      for (index, metric) in [0.5, 0.2, 0.2, 0.9, 0.9].enumerated() {
        #expect(study.ask()?.trial == trial(index + 1))
        _ = study.end(trial(index + 1), outcome(metric))
      }
      #expect(study.isFinished)
      #expect(study.best == trial(best))
    }
  }

  @Test func failedTrialsCountButNeverWin() {
    var study = restarts(2)
    _ = study.ask()
    #expect(study.end(trial(1), outcome(nil)) == [.accept(trial(1), isBest: false)])
    _ = study.ask()
    #expect(study.end(trial(2), outcome(nil)) == [.accept(trial(2), isBest: false)])
    #expect(study.isFinished)
    #expect(study.best == nil)
  }

  @Test func theLeadingTrialIsTheFirstThatIsNotAccepted() {
    var study = restarts(3)
    #expect((1...3).allSatisfy { study.ask()?.trial == trial($0) })
    #expect(study.leadingTrial == trial(1))
    _ = study.end(trial(2), outcome(0.1))
    #expect(study.leadingTrial == trial(1))
    _ = study.end(trial(1), outcome(0.2))
    #expect(study.leadingTrial == trial(3))
    _ = study.end(trial(3), outcome(0.3))
    #expect(study.leadingTrial == nil)
  }

  @Test func whatIsNeededInAnyCaseComesFirstAndIdleWorkersRunAhead() {
    let plan = StudyPlan(variantCount: 2, restarts: 1...3, window: 8)
    var study = Study(plan, Self.strategy())
    #expect(study.backlog == 2)
    #expect(study.ask()?.trial == TrialID(variant: 1, restart: 1))
    #expect(study.ask()?.trial == TrialID(variant: 2, restart: 1))
    #expect(study.backlog == 0)
    #expect(study.ask(isSpeculationAllowed: false) == nil)
    #expect(study.ask()?.trial == TrialID(variant: 1, restart: 2))
    #expect(study.ask()?.trial == TrialID(variant: 2, restart: 2))
    // Variant 2 needs its third restart; of variant 1 it would be ahead of two others.
    _ = study.end(TrialID(variant: 2, restart: 1), outcome(1))
    _ = study.end(TrialID(variant: 2, restart: 2), outcome(1))
    #expect(study.ask(isSpeculationAllowed: false)?.trial == TrialID(variant: 2, restart: 3))
    #expect(study.ask()?.trial == TrialID(variant: 1, restart: 3))
    #expect(study.ask() == nil)
  }

  @Test func theWindowHoldsAVariantBackUntilTheOneBeforeItHasEnded() {
    var study = Study(StudyPlan(variantCount: 9, window: 2), Self.strategy())
    _ = study.ask()
    _ = study.ask()
    #expect(study.ask() == nil)
    #expect(study.heldByWindow?.variant == 3)
    #expect(study.heldByWindow?.by == 1)
    _ = study.end(TrialID(variant: 2, restart: 1), outcome(1))
    #expect(study.ask() == nil)
    _ = study.end(TrialID(variant: 1, restart: 1), outcome(1))
    #expect(study.heldByWindow == nil)
    #expect(study.ask()?.trial.variant == 3)
    #expect(study.ask()?.trial.variant == 4)
    #expect(study.ask() == nil)
  }

  @Test func whatTakesLongestGoesFirstOnceAllMayStart() {
    var strategy = Self.strategy()
    strategy = SearchStrategy(
      problem: strategy.problem, sampler: strategy.sampler, pruner: strategy.pruner,
      cost: { $0[0] })
    var study = Study(StudyPlan(variantCount: 6, window: 4), strategy)
    // Two variants are held back: by number.
    #expect(study.ask()?.trial.variant == 1)
    #expect(study.ask()?.trial.variant == 2)
    _ = study.end(TrialID(variant: 1, restart: 1), outcome(1))
    _ = study.end(TrialID(variant: 2, restart: 1), outcome(1))
    var costs: [Double] = []
    while let assignment = study.ask() { costs.append(assignment.point[0]) }
    #expect(costs.count == 4)
    #expect(costs == costs.sorted(by: >))
  }

  private func values(_ values: Double...) -> [IntermediateValue] {
    values.enumerated().map { IntermediateValue(step: $0.offset + 1, value: $0.element) }
  }

  /// A search without order with rungs at epochs 1, 2, 4...
  private func halving(restarts: Int = 1) throws -> Study {
    let pruner = try Registries.pruners.make(
      type: "SuccessiveHalvingPruner",
      args: ["min_resource": .integer(1), "reduction_factor": .integer(2)])
    let plan = StudyPlan(variantCount: 4, restarts: 1...restarts, isOrdered: false)
    return Study(plan, Self.strategy(pruner))
  }

  @Test func withoutOrderATrialGetsTheRuleThatIsKnownWhenItStarts() throws {
    var study = try halving(restarts: 2)
    #expect(study.ask()?.rule.prunes(after: values(0.9)) == false)
    let first = TrialOutcome(.converged, metric: 0.1, values: values(0.1, 0.1))
    _ = study.end(TrialID(variant: 1, restart: 1), first)
    let second = study.ask()
    #expect(second?.trial == TrialID(variant: 2, restart: 1))
    #expect(second?.rule.prunes(after: values(0.1)) == false)
    #expect(second?.rule.prunes(after: values(0.9)) == true)
  }

  @Test func withoutOrderItDoesNotMatterToOthersWhoPrunesATrial() throws {
    let trials = (1...2).map { TrialID(variant: $0, restart: 1) }
    let good = TrialOutcome(.completed, metric: 0.1, values: values(0.1, 0.1, 0.1, 0.1))
    var byWorker = try halving()
    #expect(byWorker.ask()?.trial == trials[0])
    _ = byWorker.end(trials[0], good)
    #expect(byWorker.ask()?.rule.prunes(after: values(0.1, 0.9)) == true)
    _ = byWorker.end(trials[1], TrialOutcome(.pruned, metric: 0.1, values: values(0.1, 0.9)))

    var byStudy = try halving()
    #expect(byStudy.ask()?.trial == trials[0])
    // Nothing is known yet, and what comes later is seen late: the trial has gone on meanwhile.
    #expect(byStudy.ask()?.rule.prunes(after: values(0.1, 0.9)) == false)
    _ = byStudy.end(trials[0], good)
    let late = values(0.1, 0.9, 0.05, 0.05)
    #expect(byStudy.report(trials[1], Array(late[..<3])) == [.prune(trials[1])])
    #expect(byStudy.report(trials[1], Array(late[3...])) == [])
    let running = byStudy.history.running[1]
    #expect(running?.intermediateValues == values(0.1, 0.9))
    #expect(running?.rungsReached == 2)
    _ = byStudy.end(trials[1], TrialOutcome(.pruned, metric: 0.05, values: late))

    #expect(byStudy.records == byWorker.records)
    #expect(byStudy.records.last?.rungsReached == 2)
    #expect(byStudy.records.last?.intermediateValues == values(0.1, 0.9))
  }

  @Test func withoutOrderAVariantShowsItsBestEndedRestartElseTheFirstThatRuns() throws {
    var study = try halving(restarts: 4)
    while study.ask() != nil {}
    func restart(_ number: Int) -> TrialID { TrialID(variant: 1, restart: number) }
    func shown() -> [IntermediateValue]? { study.history.running[0]?.intermediateValues }
    _ = study.report(restart(2), values(0.2))
    #expect(shown() == [])
    _ = study.report(restart(1), values(0.3))
    _ = study.report(restart(2), [.init(step: 2, value: 0.2)])
    #expect(shown() == values(0.3))
    _ = study.end(restart(1), outcome(nil))
    #expect(shown() == values(0.2, 0.2))
    _ = study.end(restart(2), TrialOutcome(.completed, metric: 0.1, values: values(0.2, 0.2, 0.1)))
    _ = study.report(restart(3), values(0.05))
    #expect(shown() == values(0.2, 0.2, 0.1))
    _ = study.end(restart(3), TrialOutcome(.completed, metric: 0.05, values: values(0.05)))
    #expect(shown() == values(0.05))
    _ = study.end(restart(4), outcome(nil))
    #expect(study.history.running[0] == nil)
    #expect(study.records.map(\.intermediateValues) == [values(0.05)])
  }

  /// Even where it is known how long variants take, and all of them may start.
  @Test func withoutOrderAPointIsChosenFromAllThatIsKnownWhenItsVariantStarts() {
    let known = Self.strategy()
    let strategy = SearchStrategy(
      problem: known.problem, sampler: CountingSampler(), pruner: NopPruner(), cost: { $0[0] })
    var study = Study(StudyPlan(variantCount: 6, isOrdered: false), strategy)
    for ended in 0..<6 {
      let assignment = study.ask()
      #expect(assignment?.trial.variant == ended + 1)
      #expect(assignment?.point == [Double(ended), 0])
      _ = study.end(TrialID(variant: ended + 1, restart: 1), outcome(1))
    }
    #expect(study.isFinished)
  }

  @Test func withoutOrderWhatTakesLongestGoesFirstWherePointsDependOnNothing() {
    let known = Self.strategy()
    let strategy = SearchStrategy(
      problem: known.problem, sampler: known.sampler, pruner: known.pruner, cost: { $0[0] })
    var study = Study(StudyPlan(variantCount: 6, isOrdered: false), strategy)
    var costs: [Double] = []
    while let assignment = study.ask() { costs.append(assignment.point[0]) }
    #expect(costs.count == 6)
    #expect(costs == costs.sorted(by: >))
  }

  @Test func restartsAreLeftThatHaveNotEndedAndMayBeNeeded() {
    var study = Study(StudyPlan(variantCount: 5, restarts: 1...4, window: 3), Self.strategy())
    func trial(_ variant: Int, _ restart: Int) -> TrialID {
      TrialID(variant: variant, restart: restart)
    }
    #expect(study.restartsLeft == [4: 5])
    for variant in 1...3 { #expect(study.ask()?.trial == trial(variant, 1)) }
    #expect(study.restartsLeft == [4: 5])
    _ = study.end(trial(1, 1), outcome(1))
    #expect(study.restartsLeft == [4: 4, 3: 1])
    while let next = study.ask(), next.trial != trial(2, 2) {}
    // The first restart of variant 2 still runs and counts, those after the second are not needed.
    _ = study.end(trial(2, 2), outcome(1, .converged))
    #expect(study.restartsLeft == [4: 3, 3: 1, 1: 1])
    _ = study.end(trial(3, 1), outcome(1, .pruned))
    #expect(study.restartsLeft == [4: 2, 3: 1, 1: 1])
    _ = study.cutShort()
    #expect(study.restartsLeft == [:])
    #expect(Study(StudyPlan(variantCount: nil), Self.strategy()).restartsLeft == nil)
  }

  @Test func restartsThatEndedAheadAreNotLeft() {
    var study = restarts(8)
    for _ in 1...4 { _ = study.ask() }
    for restart in 2...4 { _ = study.end(trial(restart), outcome(1)) }
    #expect(study.restartsLeft == [5: 1])
    _ = study.end(trial(1), outcome(1))
    #expect(study.restartsLeft == [4: 1])
  }

  @Test func cutShortWhatHasEndedCountsAndWhatRunsIsStopped() {
    let plan = StudyPlan(variantCount: 4, restarts: 1...2, window: 8)
    var study = Study(plan, Self.strategy())
    for _ in 0..<4 { _ = study.ask() }
    #expect(study.ask()?.trial == TrialID(variant: 1, restart: 2))
    _ = study.end(TrialID(variant: 3, restart: 1), outcome(0.5))
    _ = study.end(TrialID(variant: 1, restart: 2), outcome(0.1))
    let (first, second) = (TrialID(variant: 1, restart: 1), TrialID(variant: 2, restart: 1))
    #expect(
      study.cutShort() == [
        .stop(first), .discard(TrialID(variant: 1, restart: 2)), .stop(second),
        .accept(TrialID(variant: 3, restart: 1), isBest: true),
        .stop(TrialID(variant: 4, restart: 1)),
      ])
    #expect(study.ask() == nil)
    #expect(!study.isFinished)
    // It ended before it heard of it.
    #expect(study.end(first, outcome(0.1)) == [.discard(first)])
    _ = study.stopped(second)
    _ = study.stopped(TrialID(variant: 4, restart: 1))
    #expect(study.isFinished)
    #expect(study.best == TrialID(variant: 3, restart: 1))
  }

  @Test func withoutOrderTrialsAreAcceptedAsTheyEndAndPrunedAsTheyReport() {
    let plan = StudyPlan(variantCount: 3, isOrdered: false)
    var study = Study(plan, Self.strategy(WorstPruner()))
    let trials = (1...3).map { TrialID(variant: $0, restart: 1) }
    #expect(trials.allSatisfy { study.ask()?.trial == $0 })
    func value(_ value: Double) -> [IntermediateValue] { [.init(step: 1, value: value)] }
    #expect(study.report(trials[0], value(0.3)) == [])
    #expect(study.report(trials[1], value(0.2)) == [])
    // The worst of those that have reported, the running ones included.
    #expect(study.report(trials[2], value(0.9)) == [.prune(trials[2])])
    #expect(study.report(trials[2], [.init(step: 2, value: 0.9)]) == [])
    #expect(study.end(trials[2], outcome(0.9, .pruned)) == [.accept(trials[2], isBest: true)])
    #expect(study.end(trials[0], outcome(0.3)) == [.accept(trials[0], isBest: true)])
    #expect(study.end(trials[1], outcome(0.2)) == [.accept(trials[1], isBest: true)])
    #expect(study.isFinished)
  }
}

/// Stops what is worse in epoch 1 than all other variants that are known.
struct WorstPruner: Pruner {
  init() {}
  init(_ settings: inout Settings) {}

  func rule(
    for number: Int, after history: SearchHistory, in problem: SearchProblem
  ) -> PruningRule {
    let others = history.ended + history.running.values.filter { $0.number != number }
    let values = others.compactMap { $0.intermediateValues.first?.value }
    guard values.count >= 2, let worst = values.max() else { return .never }
    return .best(
      BestValueRule(lowerIsBetter: true, warmupSteps: 0, intervalSteps: 1, limits: [1: worst]))
  }
}

/// Its points tell how many variants had ended when they were chosen.
struct CountingSampler: Sampler {
  init() {}
  init(_ settings: inout Settings) {}

  func variantCount(in space: SearchSpace) -> Int? { nil }

  func suggest(
    _ number: Int, after history: SearchHistory, for problem: SearchProblem
  ) -> [Double] { [Double(history.ended.count), 0] }
}
