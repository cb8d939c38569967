import ArgumentParser
import Cluster
import CommandLineOptions
import Experiment

/// Trains on this machine: one trial after another, until one converges.
@main
struct TrainNN: ParsableCommand {
  private static let defaultFile = "Configs/config_multiparameter_CNN.json"

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
  var file = Self.defaultFile

  @OptionGroup var options: TrainingOverrideOptions

  private func readConfiguration() throws(ExperimentError) -> ConfigurationFile {
    do {
      return try ConfigurationFile(path: file, options.overrides)
    } catch {
      guard error.kind == .noInput, file == Self.defaultFile else { throw error }
      throw ExperimentError(.noInput, "\(error); pass another one with --configuration FILE")
    }
  }

  func run() throws {
    let ending: TrainingRun.Ending
    do {
      ending = try TrainingRun.local { () throws(ExperimentError) in
        try readConfiguration()
      }
    } catch {
      throw CommandEnd.report(error)
    }
    if case .refused(let error) = ending { throw CommandEnd.report(error) }
  }
}
