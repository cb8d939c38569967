import Testing

@testable import TrialSearch

/// Which worker gets which trials.
struct DispatcherTests {
  private let outcome = TrialOutcome(.completed, metric: 1)

  @Test func idleWorkersGetWorkLowestNumberFirst() {
    var dispatcher = dispatcher(restarts: 9, workers: 3)
    for worker in [2, 0, 1] { dispatcher.join(worker) }
    #expect(dispatcher.idleCount == 3)
    let commands = dispatcher.handOut()
    #expect(
      commands
        == (0..<3).map {
          .start([Assignment(trial: TrialID(restart: $0 + 1))], worker: $0)
        })
    #expect(dispatcher.idleCount == 0)
  }

  @Test func aLoserIsStoppedOnTheWorkerThatHasIt() {
    var dispatcher = dispatcher(restarts: 9, workers: 2)
    for worker in 0..<2 { dispatcher.join(worker) }
    _ = dispatcher.handOut()
    let (first, second) = (TrialID(restart: 1), TrialID(restart: 2))
    let end = dispatcher.end(first, TrialOutcome(.converged, metric: 1), seconds: 1)
    #expect(end == [.stop(second, worker: 1), .accept(first, isBest: true)])
    let more = dispatcher.handOut(to: 0)
    #expect(more.isEmpty)
    let stop = dispatcher.stopped(second)
    #expect(stop == [.discard(second)])
    #expect(dispatcher.study.isFinished)
  }

  @Test(arguments: [(0.001, true), (10, false)])
  func shortTrialsAreHeldAheadAndLongOnesAreNot(seconds: Double, isHeldAhead: Bool) throws {
    var dispatcher = try searching(variants: 1000, workers: 2)
    var running: [Int: [Assignment]] = [:]
    for worker in 0..<2 { dispatcher.join(worker) }
    note(dispatcher.handOut(), &running)
    #expect(running.values.allSatisfy { $0.count == 1 })
    var mostHeld = 0
    while let worker = running.keys.min(by: { running[$0]?.count ?? 0 > running[$1]?.count ?? 0 }),
      let assignment = running[worker]?.first
    {
      running[worker]?.removeFirst()
      _ = dispatcher.end(assignment.trial, outcome, seconds: seconds)
      note(dispatcher.handOut(to: worker), &running)
      mostHeld = max(mostHeld, running.values.map(\.count).max() ?? 0)
      // What is left at the end is shared.
      if dispatcher.study.unstartedCount == 0 {
        #expect(running.values.allSatisfy { $0.count <= 4 })
      }
    }
    #expect(dispatcher.study.isFinished)
    #expect(isHeldAhead ? mostHeld > 10 : mostHeld == 1)
  }

  /// In simulated time. A few long trials come first or not, then many that fail or end at once, then long ones.
  @Test(arguments: [
    (TrialOutcome(.failed, metric: .nan), 0), (TrialOutcome(.completed, metric: 1), 3),
  ])
  func noLongTrialWaitsBehindALongOneWhileAWorkerIsIdle(
    short: TrialOutcome, longBefore: Int
  ) throws {
    let (variants, workers, long) = (120, 3, 10.0)
    func isLong(_ assignment: Assignment) -> Bool {
      let variant = assignment.trial.variant
      return variant <= longBefore || variant > 60
    }
    var dispatcher = try searching(variants: variants, workers: workers)
    var running: [Int: [Assignment]] = [:]
    var ends: [Int: Double] = [:]
    for worker in 0..<workers { dispatcher.join(worker) }
    note(dispatcher.handOut(), &running)
    var time = 0.0
    while !dispatcher.study.isFinished {
      for (worker, assignments) in running where ends[worker] == nil {
        guard let first = assignments.first else { continue }
        ends[worker] = time + (isLong(first) ? long : 0.001)
      }
      let next = try #require(ends.min { ($0.value, $0.key) < ($1.value, $1.key) })
      time = next.value
      ends[next.key] = nil
      let assignment = try #require(running[next.key]?.first)
      running[next.key]?.removeFirst()
      let wasLong = isLong(assignment)
      _ = dispatcher.end(
        assignment.trial, wasLong ? outcome : short, seconds: wasLong ? long : 0.001)
      note(dispatcher.handOut(to: next.key), &running)
      let waiting = running.values.contains { $0.dropFirst().contains(where: isLong) }
      #expect(!waiting || dispatcher.idleCount == 0)
    }
    // No worker had more than its third of the long ones.
    #expect(time < long * Double(longBefore + 60) / Double(workers) + long)
  }

  private func dispatcher(restarts: Int, workers: Int) -> Dispatcher {
    Dispatcher(
      Study(StudyPlan(variantCount: 1, restarts: 1...restarts)), workerCount: workers)
  }

  @Test(arguments: [(window: 3, isOrdered: true, held: 1), (100, true, 2), (100, false, 1)])
  func trialsOfAThirdOfASecondAreHeldAheadWhereNobodyWaitsForThem(
    window: Int, isOrdered: Bool, held: Int
  ) throws {
    let plan = StudyPlan(variantCount: 200, window: window, isOrdered: isOrdered)
    var dispatcher = Dispatcher(Study(plan, StudyTests.strategy()), workerCount: 2)
    var running: [Int: [Assignment]] = [:]
    for worker in 0..<2 { dispatcher.join(worker) }
    note(dispatcher.handOut(), &running)
    var mostHeld = 0
    for turn in 0..<100 {
      let worker = turn % 2
      guard let assignment = running[worker]?.first else { continue }
      running[worker]?.removeFirst()
      _ = dispatcher.end(assignment.trial, outcome, seconds: 0.3)
      note(dispatcher.handOut(to: worker), &running)
      mostHeld = max(mostHeld, running.values.map(\.count).max() ?? 0)
      #expect(dispatcher.idleCount == 0)
    }
    #expect(mostHeld == held)
  }

  /// Where points depend on nothing, many are held ahead.
  @Test(arguments: [true, false])
  func withoutOrderOnlyOneIsHeldAheadOfThoseThatDependOnOthers(usesHistory: Bool) {
    let known = StudyTests.strategy()
    let strategy = SearchStrategy(
      problem: known.problem, sampler: usesHistory ? CountingSampler() : known.sampler,
      pruner: known.pruner)
    let plan = StudyPlan(variantCount: 1000, isOrdered: false)
    var dispatcher = Dispatcher(Study(plan, strategy), workerCount: 1)
    var running: [Int: [Assignment]] = [:]
    dispatcher.join(0)
    note(dispatcher.handOut(), &running)
    var mostHeld = 0
    var ended = 0.0
    while let assignment = running[0]?.first {
      if usesHistory { #expect(assignment.point[0] >= ended - 1) }
      running[0]?.removeFirst()
      _ = dispatcher.end(assignment.trial, outcome, seconds: 0.001)
      ended += 1
      note(dispatcher.handOut(to: 0), &running)
      mostHeld = max(mostHeld, running[0]?.count ?? 0)
    }
    #expect(dispatcher.study.isFinished)
    #expect(usesHistory ? mostHeld == 2 : mostHeld > 10)
  }

  private func searching(variants: Int, workers: Int) throws -> Dispatcher {
    let strategy = StudyTests.strategy()
    let plan = StudyPlan(variantCount: variants, window: variants)
    return Dispatcher(Study(plan, strategy), workerCount: workers)
  }

  private func note(_ commands: [Dispatcher.Command], _ running: inout [Int: [Assignment]]) {
    for case .start(let assignments, let worker) in commands {
      running[worker, default: []] += assignments
    }
  }
}
