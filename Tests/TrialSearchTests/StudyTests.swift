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
}
