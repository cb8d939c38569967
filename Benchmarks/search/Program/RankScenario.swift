import ArgumentParser
import Cluster
import Experiment
import Foundation
import MPI
import SearchSimulation
import TrialSearch

/// What the ranks of one measurement do; the driver starts them with `mpirun`.
struct RankScenario: ParsableCommand {
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    /// As many trials that do nothing as can be.
    case noOp
    /// Rank 0 trains, the others report a hundred times a second.
    case answers
    /// All but one rank wait.
    case waiting
  }

  static let configuration = CommandConfiguration(commandName: "rank", shouldDisplay: false)

  @Argument var kind: Kind
  @Option var trials = 400_000
  @Option var configuration: String?

  func run() throws {
    let environment = try MPIEnvironment(threadLevel: .funneled)
    let world = environment.world
    switch kind {
    case .noOp: try noOp(world)
    case .answers: try answers(world)
    case .waiting: try waiting(world)
    }
    try environment.finalize()
  }

  /// Prints trials a second.
  private func noOp(_ world: Communicator) throws {
    let study = try Simulations.study(trials)
    try world.barrier()
    let start = ContinuousClock.now
    let keeper = CollectingKeeper(keepsResults: false)
    try TrainingRun.measure(study, on: world, keeper: keeper) { NoOpRunner() }
    guard world.rank == 0 else { return }
    guard keeper.acceptedCount == trials else { throw ExitCode.failure }
    print(Double(trials) / ((ContinuousClock.now - start) / .seconds(1)))
  }

  /// Prints the 99th percentile and the median of the answers' times, in seconds, the share of a core that
  /// rank 0 spent beside its training, and the reports a second.
  ///
  /// All threads of rank 0's process count but the one that trains: the coordinator, and the recorder that
  /// writes tables and log as in a search.
  private func answers(_ world: Communicator) throws {
    let study = try Simulations.study(100_000)
    let sleeping = SleepingRunner(seconds: 0.01 * Double(max(1, world.size - 1)), keepsPace: true)
    let path = configuration ?? ""
    let rank = world.rank
    let training = TrainingForever(path)
    let recorder = rank == 0 ? try Self.recorder(path, ranks: world.size) : nil
    let recording = recorder.map { RecorderThread($0) }
    let keeper: any RunKeeping = recording ?? CollectingKeeper(keepsResults: false)
    try world.barrier()
    let cpu = Self.processSeconds
    let start = ContinuousClock.now
    try TrainingRun.measure(
      study, on: world, keeper: keeper, maxSeconds: 15, holdsAhead: false
    ) {
      if rank == 0 { training } else { sleeping }
    }
    try recording?.finish()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let spent = (Self.processSeconds - cpu - training.seconds) / seconds
    let waits = sleeping.waits.sorted().map { Int($0 * 1e6) }
    let text = waits.map(String.init).joined(separator: " ")
    let all = try world.gather(Array(text.utf8), at: 0)
    guard let all else { return }
    let times = all.flatMap { String(decoding: $0, as: UTF8.self).split(separator: " ") }
      .compactMap { Double($0) }.sorted()
    let rate = Double(recorder?.trialCount ?? 0) / seconds
    print(times[times.count * 99 / 100] / 1e6, times[times.count / 2] / 1e6, spent, rate)
  }

  /// Prints the greatest share of a core that a waiting rank took.
  private func waiting(_ world: Communicator) throws {
    try world.barrier()
    let cpu = Self.processSeconds
    let start = ContinuousClock.now
    let keeper = CollectingKeeper(keepsResults: false)
    try TrainingRun.measure(
      Study(StudyPlan(variantCount: 1)), on: world, keeper: keeper
    ) { SleepingRunner(seconds: 5) }
    let spent = (Self.processSeconds - cpu) / ((ContinuousClock.now - start) / .seconds(1))
    guard let all = try world.gather(Array("\(spent)".utf8), at: 0) else { return }
    let shares = all.compactMap { Double(String(decoding: $0, as: UTF8.self)) }
    print(shares[0], shares.dropFirst().max() ?? 0)
  }

  /// What writes down a search of this configuration, with the usual log.
  private static func recorder(_ path: String, ranks: Int) throws -> RunRecorder {
    let configuration = try Configuration(ConfigurationFile(path: path))
    let folders = try RunFolders.create(
      saveFolder: configuration.trainer.saveFolder, name: configuration.name)
    return try RunRecorder(
      TrainingSetup(configuration), folders: folders, rankCount: ranks,
      log: RunLog(verbosity: 1, showsOnConsole: false))
  }

  private static var processSeconds: Double { ProcessorTime.seconds(CLOCK_PROCESS_CPUTIME_ID) }
}
