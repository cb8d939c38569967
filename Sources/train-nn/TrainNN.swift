import ArgumentParser
import Cluster
import CommandLineOptions
import Experiment

/// Trains on this machine: one trial after another, until one converges.
@main
struct TrainNN: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-nn",
    abstract: "Train a network to read birth properties off density maps.",
    discussion: """
      Runs the trials of a configuration one after another until one converges, and keeps the best \
      model. The options below the first put values in place of the configuration's. To use several \
      processes or machines, see train-distributed.
      """)

  @Option(
    name: .customLong("configuration"),
    help: ArgumentHelp("The configuration.", valueName: "file.json"))
  var file = "Configs/config_multiparameter_CNN.json"

  @OptionGroup var options: TrainingOverrideOptions

  func run() throws {
    let ending: TrainingRun.Ending
    do {
      ending = try TrainingRun.local { () throws(ExperimentError) in
        try ConfigurationFile(path: file, options.overrides)
      }
    } catch {
      throw CommandEnd.report(error)
    }
    if case .refused(let error) = ending { throw CommandEnd.report(error) }
  }
}
