import ArgumentParser
import Cluster
import CommandLineOptions
import Experiment
import Foundation
import MPI

/// Trains on all ranks that `mpirun` or `srun` started; on one without them.
@main
struct TrainDistributed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-distributed",
    abstract: "Train a network on many processes: mpirun -n 64 train-distributed cfg.json",
    discussion: """
      Runs the trials of a configuration on all ranks, rank 0 included, until one converges. The \
      results are the same on any number of ranks: those that one rank alone would have found. The \
      options put values in place of the configuration's.
      """)

  @Argument(help: ArgumentHelp("The configuration.", valueName: "file.json"))
  var file: String

  @OptionGroup var options: TrainingOverrideOptions

  static func main() {
    let command: Self
    do {
      command = try parse()
    } catch {
      // One rank's word is enough. The others end as if all were well: at the first exit code that is
      // not 0 mpirun ends every rank, perhaps before this one's word is out.
      if MPIEnvironment.launchedRank ?? 0 != 0 { _exit(EXIT_SUCCESS) }
      exit(withError: error)
    }
    do { try command.run() } catch { exit(withError: error) }
  }

  func run() throws {
    let ending: TrainingRun.Ending
    let environment: MPIEnvironment
    do {
      environment = try MPIEnvironment(threadLevel: .funneled)
    } catch {
      throw CommandEnd.report(error)
    }
    do {
      ending = try TrainingRun.distributed(environment.world) { () throws(ExperimentError) in
        try ConfigurationFile(path: file, options.overrides)
      }
    } catch {
      MPIEnvironment.abort(exitCode: CommandEnd.report(error).rawValue)
    }
    try environment.finalize()
    if case .refused(let error) = ending { throw CommandEnd.report(error) }
  }
}
