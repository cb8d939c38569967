import Testing

@testable import TrialSearch

/// A study whose trials' outcomes are known beforehand, run by workers whose speeds are drawn.
struct SimulatedStudy {
  /// What a study came to.
  struct Course: Equatable {
    var accepted: [TrialID] = []
    var best: TrialID?
    /// What each variant that was started was.
    var points: [Int: [Double]] = [:]
  }

  let plan: StudyPlan
  let strategy: SearchStrategy?
  /// The outcome of a trial, which may depend on the point and the rule.
  let outcome: @Sendable (Assignment) -> TrialOutcome

  /// What the study accepts when `workers` workers run it, in an order drawn from `random`; the trials
  /// that were discarded.
  func run(
    workers: Int, _ random: inout some RandomNumberGenerator
  ) -> (course: Course, discarded: Set<TrialID>) {
    var study = Study(plan, strategy)
    var running: [TrialID: Assignment] = [:]
    var stopping: Set<TrialID> = []
    var course = Course()
    var points: [Int: [Double]] = [:]
    var discarded: Set<TrialID> = []
    while !study.isFinished {
      while running.count < workers, let assignment = study.ask() {
        #expect(running.updateValue(assignment, forKey: assignment.trial) == nil)
        points[assignment.trial.variant] = assignment.point
      }
      guard let trial = running.keys.sorted().randomElement(using: &random),
        let assignment = running.removeValue(forKey: trial)
      else {
        Issue.record("nothing runs, yet the study is not finished")
        break
      }
      // A trial that was told to stop may have ended before it heard of it.
      let stops = stopping.contains(trial) && Bool.random(using: &random)
      for action in stops ? study.stopped(trial) : study.end(trial, outcome(assignment)) {
        switch action {
        case .stop(let trial): #expect(stopping.insert(trial).inserted)
        case .prune(let trial): Issue.record("\(trial) is pruned from outside")
        case .accept(let trial, let isBest):
          course.accepted.append(trial)
          course.points[trial.variant] = points[trial.variant]
          if isBest { course.best = trial }
        case .discard(let trial): discarded.insert(trial)
        }
      }
    }
    #expect(running.isEmpty)
    #expect(study.best == course.best)
    return (course, discarded)
  }

  /// What one worker would accept, found by running one trial after another: the independent answer.
  func sequentialCourse() -> Course {
    var course = Course()
    var best: TrialOutcome?
    var records: [SearchRecord] = []
    let count = strategy == nil ? 1 : plan.variantCount ?? .max
    variants: for index in 0..<count {
      var history = SearchHistory()
      for record in records.prefix(max(0, index + 1 - plan.window)) { history.append(record) }
      var point: [Double] = []
      var rule = PruningRule.never
      // A fresh copy each time: what a sampler keeps must not matter.
      if var strategy {
        point = strategy.suggest(index, history)
        rule = strategy.rule(index, history)
      }
      var outcomes: [TrialOutcome] = []
      for restart in plan.restarts {
        let trial = TrialID(variant: strategy == nil ? 0 : index + 1, restart: restart)
        let outcome = outcome(Assignment(trial: trial, point: point, rule: rule))
        course.accepted.append(trial)
        course.points[trial.variant] = point
        outcomes.append(outcome)
        if isBetter(outcome, best) { (best, course.best) = (outcome, trial) }
        if endsStudy(outcome) { break variants }
        if outcome.ending == .converged || outcome.ending == .pruned { break }
      }
      records.append(record(index, point, outcomes, rule))
    }
    return course
  }

  private func endsStudy(_ outcome: TrialOutcome) -> Bool {
    if plan.stopsOnConvergence && outcome.ending == .converged { return true }
    guard let target = plan.targetMetric, let metric = outcome.metric else { return false }
    return plan.higherIsBetter ? metric >= target : metric <= target
  }

  private func isBetter(_ outcome: TrialOutcome, _ other: TrialOutcome?) -> Bool {
    guard let metric = outcome.metric else { return false }
    guard let other, let otherMetric = other.metric else { return true }
    if (outcome.ending == .converged) != (other.ending == .converged) {
      return outcome.ending == .converged
    }
    return plan.higherIsBetter ? metric > otherMetric : metric < otherMetric
  }

  private func record(
    _ index: Int, _ point: [Double], _ outcomes: [TrialOutcome], _ rule: PruningRule
  ) -> SearchRecord {
    var chosen: TrialOutcome?
    for outcome in outcomes.filter({ $0.ending != .pruned }) where isBetter(outcome, chosen) {
      chosen = outcome
    }
    if let chosen {
      return SearchRecord(
        number: index, point: point, state: .complete, value: chosen.metric,
        intermediateValues: chosen.values)
    }
    if let pruned = outcomes.first(where: { $0.ending == .pruned }) {
      return SearchRecord(
        number: index, point: point, state: .pruned, intermediateValues: pruned.values,
        rungsReached: rule.rungsReached(by: pruned.values))
    }
    return SearchRecord(
      number: index, point: point, state: .failed,
      intermediateValues: outcomes.last?.values ?? [])
  }
}
