import NamedSettings
import Testing

@testable import TrialSearch

/// A study without order: what is chosen and pruned depends on all that is known at the moment.
struct UnorderedStudyTests {
  private func outcome(
    _ metric: Double?, _ ending: TrialOutcome.Ending = .completed
  ) -> TrialOutcome {
    TrialOutcome(metric == nil ? .failed : ending, metric: metric)
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
    return Study(plan, StudyTests.strategy(pruner))
  }

  @Test func aTrialGetsTheRuleThatIsKnownWhenItStarts() throws {
    var study = try halving(restarts: 2)
    #expect(study.ask()?.rule.prunes(after: values(0.9)) == false)
    let first = TrialOutcome(.converged, metric: 0.1, values: values(0.1, 0.1))
    _ = study.end(TrialID(variant: 1, restart: 1), first)
    let second = study.ask()
    #expect(second?.trial == TrialID(variant: 2, restart: 1))
    #expect(second?.rule.prunes(after: values(0.1)) == false)
    #expect(second?.rule.prunes(after: values(0.9)) == true)
  }

  @Test func itDoesNotMatterToOthersWhoPrunesATrial() throws {
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

  @Test func aVariantShowsItsBestEndedRestartElseTheFirstThatRuns() throws {
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
  @Test func aPointIsChosenFromAllThatIsKnownWhenItsVariantStarts() {
    let known = StudyTests.strategy()
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

  @Test func whatTakesLongestGoesFirstWherePointsDependOnNothing() {
    let known = StudyTests.strategy()
    let strategy = SearchStrategy(
      problem: known.problem, sampler: known.sampler, pruner: known.pruner, cost: { $0[0] })
    var study = Study(StudyPlan(variantCount: 6, isOrdered: false), strategy)
    var costs: [Double] = []
    while let assignment = study.ask() { costs.append(assignment.point[0]) }
    #expect(costs.count == 6)
    #expect(costs == costs.sorted(by: >))
  }

  @Test func trialsAreAcceptedAsTheyEndAndPrunedAsTheyReport() {
    let plan = StudyPlan(variantCount: 3, isOrdered: false)
    var study = Study(plan, StudyTests.strategy(WorstPruner()))
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
