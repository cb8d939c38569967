import Experiment
import NamedSettings
import RandomStreams
import SearchSimulation
import Testing
import TrialSearch

@testable import Cluster

/// The coordinator on simulated clusters: whatever the workers' number and speed, the same trials count.
struct SimulatedClusterTests {
  /// A trial that counted, without what depends on clocks.
  private struct Row: Equatable {
    let trial: TrialID
    let state: TrialResult.State
    let epochs: Int
    let metric: UInt64
    let point: [Double]
    let isBest: Bool
  }

  private static let pruners: [(type: String, args: [String: SettingValue])] = [
    ("NopPruner", [:]), ("MedianPruner", ["n_startup_trials": 2]),
    ("SuccessiveHalvingPruner", ["min_resource": 1, "reduction_factor": 2]),
    ("HyperbandPruner", ["min_resource": 1, "max_resource": 9, "reduction_factor": 3]),
  ]

  @Test(arguments: ["RandomSampler", "QMCSampler", "TPESampler"], 0..<pruners.count)
  func anyWorkersFindTheSame(sampler: String, pruner: Int) throws {
    var random = RandomStream(RandomKey(seed: UInt64(pruner), purpose: .simulation))
    for restarts in [1, 3] {
      let study = try study(sampler, Self.pruners[pruner], variants: 40, restarts: restarts)
      let one = try run(study, workers: 1, speedSeed: 0).rows
      #expect(one.count >= 40)
      #expect(one.contains { $0.state == .failed })
      if pruner > 0 { #expect(one.contains { $0.state == .pruned }) }
      for workers in [2, 3, 8, 50] {
        let many = try run(study, workers: workers, speedSeed: random.next())
        #expect(many.rows == one, "\(workers) workers")
      }
    }
  }

  @Test func idleWorkersRunRestartsAheadWhichCostNothing() throws {
    let study = try study("RandomSampler", Self.pruners[0], variants: 2, restarts: 8)
    let two = try run(study, workers: 2, speedSeed: 1)
    let many = try run(study, workers: 12, speedSeed: 1)
    #expect(two.discarded == 0)
    #expect(many.discarded > 0)
    #expect(many.cutOff == 0)
    #expect(many.rows == two.rows)
    #expect(many.makespan < two.makespan)
  }

  @Test func theWindowsLimitIsNoticed() throws {
    let study = try study("RandomSampler", Self.pruners[0], variants: 60, restarts: 1, window: 2)
    #expect(try run(study, workers: 1, speedSeed: 1).windowHeld == false)
    #expect(try run(study, workers: 9, speedSeed: 1).windowHeld)
  }

  @Test func nowAndThenItIsToldHowManyRestartsAreLeft() throws {
    let study = try study("RandomSampler", Self.pruners[0], variants: 40, restarts: 1)
    let run = try run(study, workers: 1, speedSeed: 1)
    let left = run.outlooks.map { $0[1] ?? 0 }
    #expect(left.first == 39)
    #expect(left.count > 2)
    #expect(Double(left.count) <= run.makespan / 5 + 1)
    #expect(left == Array(Set(left)).sorted(by: >))
  }

  @Test func aSearchEndsWhenItsTimeIsUp() throws {
    let study = try study("RandomSampler", Self.pruners[0], variants: 1000, restarts: 1)
    let whole = try run(study, workers: 4, speedSeed: 1)
    let cut = try run(study, workers: 4, speedSeed: 1, maxSeconds: whole.makespan / 10)
    #expect(cut.discarded > 0)
    #expect(cut.cutOff == cut.discarded)
    #expect(cut.makespan < 0.12 * whole.makespan)
    #expect((50...150).contains(cut.rows.count))
    for row in cut.rows {
      let same = whole.rows.first { $0.trial == row.trial }
      #expect(same?.metric == row.metric)
    }
  }

  @Test func asynchronouslyAllVariantsAreTriedAsWell() throws {
    let study = try study(
      "RandomSampler", Self.pruners[2], variants: 50, restarts: 2, isOrdered: false)
    let rows = try run(study, workers: 7, speedSeed: 3).rows
    #expect(Set(rows.map(\.trial.variant)) == Set(1...50))
    #expect(rows.filter(\.isBest).last?.metric != nil)
  }

  private func study(
    _ samplerType: String, _ pruner: (type: String, args: [String: SettingValue]), variants: Int,
    restarts: Int, window: Int = 9, isOrdered: Bool = true
  ) throws -> Study {
    let range: SettingValue = ["type": "float", "low": 0.001, "high": 1, "log": true]
    let space = try SearchSpace([
      "a": range, "b": ["type": "categorical", "choices": ["x", "y", "z"]],
    ])
    let args: [String: SettingValue] = ["n_trials": .integer(variants)]
    let strategy = SearchStrategy(
      problem: SearchProblem(space: space, lowerIsBetter: true, seed: 5),
      sampler: try Registries.samplers.make(type: samplerType, args: args),
      pruner: try Registries.pruners.make(type: pruner.type, args: pruner.args))
    return Study(
      StudyPlan(
        variantCount: variants, restarts: 1...restarts, window: window, isOrdered: isOrdered),
      strategy)
  }

  private func run(
    _ study: Study, workers: Int, speedSeed: UInt64, maxSeconds: Double? = nil
  ) throws -> (
    rows: [Row], discarded: Int, cutOff: Int, outlooks: [[Int: Int]], windowHeld: Bool,
    makespan: Double
  ) {
    let cluster = SimulatedCluster(
      .init(
        workers: workers, serviceTime: 1e-5,
        duration: { assignment, worker in
          var random = Self.stream(assignment.trial, speedSeed &+ UInt64(worker))
          return 0.05 + 2 * random.uniform()
        },
        result: Self.result))
    let keeper = CollectingKeeper(keepsResults: true)
    var coordinator = Coordinator(
      study, maxSeconds: maxSeconds, transport: cluster, keeper: keeper)
    try coordinator.run()
    let rows = keeper.accepted.map {
      Row(
        trial: $0.result.trial, state: $0.result.state, epochs: $0.result.epochs,
        metric: $0.result.metric.bitPattern, point: $0.point, isBest: $0.isBest)
    }
    return (
      rows, keeper.discardedCount, keeper.cutOffCount, keeper.outlooks, keeper.windowHeld,
      cluster.makespan
    )
  }

  private static func stream(_ trial: TrialID, _ seed: UInt64) -> RandomStream {
    RandomStream(
      RandomKey(
        seed: seed, variant: UInt64(trial.variant), trial: UInt64(trial.restart),
        purpose: .simulation))
  }

  /// A learning curve of nine epochs, which the rule may end and of which some fail.
  private static func result(_ assignment: Assignment) -> TrialResult {
    var random = stream(assignment.trial, 99)
    var values: [IntermediateValue] = []
    var state = TrialResult.State.completed
    let level = abs(assignment.point[0] - 0.1) + assignment.point[1] / 10
    for epoch in 1...9 where state == .completed {
      if random.uniform() < 0.02 {
        state = .failed
      } else {
        let value = level + random.uniform() / Double(epoch)
        values.append(IntermediateValue(step: epoch, value: value))
        if assignment.rule.prunes(after: values) { state = .pruned }
      }
    }
    if state == .completed && random.uniform() < 0.3 { state = .converged }
    return TrialResult(
      trial: assignment.trial, state: state, epochs: values.count, bestEpoch: 1,
      metric: values.map(\.value).min() ?? .nan, losses: [], values: values,
      modelFiles: [], timing: .init(host: "", start: 0, seconds: 0, samplesPerSecond: 0))
  }
}
