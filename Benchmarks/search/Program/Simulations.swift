import Cluster
import Experiment
import NamedSettings
import RandomStreams
import SearchSimulation
import TrialSearch

/// The coordinator on simulated clusters.
enum Simulations {
  /// A cluster and a search, and what is wanted of them.
  struct Case {
    let name: String
    let workers: Int
    /// The shortest and the longest trial, in seconds; the others are spread evenly between.
    let seconds: ClosedRange<Double>
    let trialsPerWorker: Int
    /// The window, in trials a worker; nil for no limit.
    let windowPerWorker: Int?
    /// Whether it is known beforehand how long a trial takes.
    let isKnown: Bool
    let wanted: String
  }

  static let cases = [
    Case(
      name: "16 workers, 100 ms trials", workers: 16, seconds: 0.1...0.1, trialsPerWorker: 300,
      windowPerWorker: 4, isKnown: false, wanted: "99%"),
    Case(
      name: "16 workers, 100 ms trials, window 32", workers: 16, seconds: 0.1...0.1,
      trialsPerWorker: 300, windowPerWorker: 2, isKnown: false, wanted: "-"),
    Case(
      name: "16 workers, 18 to 182 ms trials", workers: 16, seconds: 0.018...0.182,
      trialsPerWorker: 300, windowPerWorker: 4, isKnown: false, wanted: "99%"),
    Case(
      name: "1,920 ranks, 11 to 109 s trials", workers: 1920, seconds: 10.9...109.1,
      trialsPerWorker: 50, windowPerWorker: 4, isKnown: false, wanted: "97%"),
    Case(
      name: "1,920 ranks, the same, lengths known", workers: 1920, seconds: 10.9...109.1,
      trialsPerWorker: 30, windowPerWorker: nil, isKnown: true, wanted: "97%, last wave 5%"),
    Case(
      name: "100,000 ranks, 11 to 109 s trials", workers: 100_000, seconds: 10.9...109.1,
      trialsPerWorker: 30, windowPerWorker: 4, isKnown: false, wanted: "95%"),
    Case(
      name: "100,000 ranks, the same, lengths known", workers: 100_000, seconds: 10.9...109.1,
      trialsPerWorker: 20, windowPerWorker: nil, isKnown: true, wanted: "95%, last wave 5%"),
  ]

  /// Runs a case; a row of the table.
  static func run(_ item: Case) throws -> Report.Row {
    let count = item.workers * item.trialsPerWorker
    let strategy = try strategy(item, count)
    let plan = StudyPlan(
      variantCount: count, window: item.windowPerWorker.map { $0 * item.workers } ?? count)
    let cluster = SimulatedCluster(
      .init(
        workers: item.workers, duration: { assignment, _ in assignment.point[0] },
        result: { assignment in
          TrialResult(
            trial: assignment.trial, state: .completed, epochs: 1, bestEpoch: 1,
            metric: assignment.point[0], losses: [], modelFiles: [],
            timing: .init(host: "", start: 0, seconds: 0, samplesPerSecond: 0))
        }))
    var coordinator = Coordinator(
      Study(plan, strategy), transport: cluster, keeper: CollectingKeeper(keepsResults: false))
    try coordinator.run()
    let mean = cluster.busySeconds / Double(count)
    let busy = cluster.busySeconds / (Double(item.workers) * cluster.makespan)
    // A wave is a trial on each rank.
    let idle = cluster.lastWaveIdleSeconds / (Double(item.workers) * mean)
    let service = 1e6 * cluster.serviceSeconds / Double(cluster.messageCount)
    return Report.Row(
      name: "simulated: \(item.name)",
      value: Report.percent(busy) + " busy, last wave \(Report.percent(idle)) idle; rank 0"
        + " \(Report.rounded(service, 1)) us a message",
      wanted: item.wanted)
  }

  /// A study of `count` variants which all may start.
  static func study(_ count: Int) throws -> Study {
    let item = Case(
      name: "", workers: 1, seconds: 0...1, trialsPerWorker: count, windowPerWorker: nil,
      isKnown: false, wanted: "")
    return Study(StudyPlan(variantCount: count, window: count), try strategy(item, count))
  }

  private static func strategy(_ item: Case, _ count: Int) throws -> SearchStrategy {
    let range: [String: SettingValue] = [
      "type": .string("float"), "low": .real(item.seconds.lowerBound),
      "high": .real(item.seconds.upperBound),
    ]
    let space = try SearchSpace(["seconds": .object(range)])
    let sampler = try Registries.samplers.make(
      type: "RandomSampler", args: ["n_trials": .integer(count)])
    var cost: (@Sendable ([Double]) -> Double)?
    if item.isKnown { cost = { $0[0] } }
    return SearchStrategy(
      problem: SearchProblem(space: space, lowerIsBetter: true, seed: 1), sampler: sampler,
      pruner: NopPruner(), cost: cost)
  }
}
