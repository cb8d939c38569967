import ArgumentParser
import ExamplePopulation
import Files
import Foundation

/// Writes a dataset of simulated radio pulsars to train on.
@main
struct MakeExample: ParsableCommand {
  /// `EX_CANTCREAT` of `sysexits.h`.
  private static let cannotCreate = ExitCode(73)

  static let configuration = CommandConfiguration(
    commandName: "make-example",
    abstract: "Simulate radio pulsar populations and write them as a dataset to train on.",
    discussion: """
      For every simulation, the folder gets five maps by each of three surveys; then come \
      dataset_full.csv, dataset_train.csv (eight of ten simulations), dataset_valid.csv and \
      dataset_test.csv (one of ten each), and a statistics_*.json for each. The tables name the maps by the \
      folder as it is given here, so start the other programs where you started this one. The same \
      seed gives the same dataset.

      Exits with 64 when the arguments are wrong, 73 when the folder cannot be written to.
      """)

  @Argument(help: ArgumentHelp("The dataset's folder.", valueName: "out"))
  var folder: String

  @Option(help: "How many populations to simulate, at least 3.")
  var samples: Int

  @Option(help: "What all random numbers follow from, 0 or more.")
  var seed: UInt64

  @Option(help: "Bins along a map's longer side, an even number up to 4096.")
  var resolution = 32

  @Option(
    name: .customLong("data_type"),
    help: ArgumentHelp("What maps are written as: arrays are .npy files, images 8-bit PNG."))
  var kind = MapFileKind.array

  @Flag(help: "Write to a folder that is not empty; files of the same names are replaced.")
  var force = false

  func validate() throws {
    if folder.isEmpty { throw ValidationError("<out> is empty; name the dataset's folder.") }
    if !(3...Int(UInt32.max)).contains(samples) {
      throw ValidationError("--samples \(samples): give a number from 3 to \(UInt32.max).")
    }
    if !(2...4096).contains(resolution) || resolution % 2 != 0 {
      throw ValidationError("--resolution \(resolution): give an even number from 2 to 4096.")
    }
  }

  func run() throws {
    do {
      try refuseFullFolder()
      let synthesis = PopulationSynthesis(seed: seed, resolution: resolution)
      let dataset = ExampleDataset(
        folder: folder, sampleCount: samples, kind: kind, synthesis)
      try dataset.write()
      print(report(dataset))
    } catch {
      Console.write("error: \(error)\n", to: .error)
      throw Self.cannotCreate
    }
  }

  private func refuseFullFolder() throws {
    if force || !Directory.isDirectory(folder) { return }
    if try !Directory.names(in: folder).isEmpty {
      throw FullFolder(path: folder)
    }
  }

  private var loader: String {
    switch kind {
    case .array: "LoaderMultichannelArray"
    case .image: "LoaderMultichannelImage"
    }
  }

  /// What was written, and the keys of a configuration that trains on it.
  private func report(_ dataset: ExampleDataset) -> String {
    """
    Wrote \(samples) simulations, \(dataset.trainingSamples.count) of them for training, to \(folder). \
    In a configuration: "type": "\(loader)", "dataset_path": "\(dataset.path("dataset_train.csv"))", \
    "statistic_path": "\(dataset.path("statistics_train.json"))", "filter_inputs": [9, 10, 11], \
    "filter_labels": [15, 16], "input_shape": [3, \(resolution), \(resolution)], "num_parameters": 2
    """
  }
}

extension MapFileKind: ExpressibleByArgument {}
