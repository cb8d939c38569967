import ArgumentParser
import Files
import Foundation
import HDF5
import MapDataset

/// Packs a dataset of many small files into one.
@main
struct RepackDataset: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repack-dataset",
    abstract: "Pack a dataset's maps and labels into one HDF5 file.",
    discussion: """
      Every map column of the table becomes a dataset [samples, rows, columns] in /inputs, the labels \
      become /labels [samples, labels]. The new file stands in a configuration's dataset_path wherever \
      the table does, with the same columns, and trains to the same results; with --dtype float32 to \
      those of the rounded maps. Statistics files are used as before.

      Exits with 64 when the arguments are wrong, 65 when the table or a map is, 66 when a file is \
      missing, 73 when the output cannot be made.
      """)

  /// The type of the packed numbers.
  enum NumberType: String, ExpressibleByArgument, CaseIterable {
    case keep
    case float32
  }

  @Option(
    name: .customLong("dataset_path"),
    help: ArgumentHelp("The table, of .npy files or PNG images.", valueName: "file.csv"))
  var table: String

  @Option(help: ArgumentHelp("The new file.", valueName: "file.h5"))
  var output: String

  @Option(help: ArgumentHelp("The type of the maps' numbers: that of the files, or float32."))
  var dtype = NumberType.keep

  @Option(
    help: ArgumentHelp(
      "Uncompressed maps are read fastest and by many processes at once; gzip takes less space."))
  var compression = Compression.none

  @Flag(help: "Replace the output if it is there.")
  var force = false

  func validate() throws {
    // What ends otherwise would be read as a table.
    if !output.hasSuffix(".h5") && !output.hasSuffix(".hdf5") {
      throw ValidationError("--output \(output): give a name that ends in .h5 or .hdf5.")
    }
  }

  func run() throws {
    do {
      if !force && FileManager.default.fileExists(atPath: output) {
        throw PackError.output(output, "is there already; name another file or add --force")
      }
      let packer: DatasetPacker
      do throws(DatasetError) {
        packer = try DatasetPacker(
          path: table, keepsType: dtype == .keep, compression: compression)
      } catch {
        throw PackError.input(error)
      }
      var progress = Progress(total: packer.sampleCount)
      SignalCleanup.remove(DatasetPacker.temporaryPath(output))
      try packer.pack(to: output) { progress.report($0) }
      print(
        """
        Packed \(packer.sampleCount) samples of \(packer.mapCount) maps and \(packer.labelCount) \
        labels into \(output). In a configuration: "dataset_path": "\(output)"
        """)
    } catch let error as PackError {
      Console.write("error: \(error)\n", to: .error)
      throw exitCode(error)
    }
  }

  /// The codes of `sysexits.h`.
  private func exitCode(_ error: PackError) -> ExitCode {
    switch error {
    case .input(let error): ExitCode(error.kind == .missing ? 66 : 65)
    case .output: ExitCode(73)
    }
  }
}

extension Compression: ExpressibleByArgument {}
