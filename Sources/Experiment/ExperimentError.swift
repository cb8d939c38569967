import Checkpoint
import Files
import MapDataset
import NamedSettings
import NeuralNetwork

/// Why a program cannot go on: one clear line for the user and the exit code that goes with it.
public struct ExperimentError: Error, Equatable, CustomStringConvertible {
  /// The kinds of failure, with the exit codes of `sysexits.h`.
  public enum Kind: Int32, Sendable {
    /// Every trial failed: in a search for any reason, else for another reason than the data.
    case failure = 1
    /// An option does not fit the files: `EX_USAGE`.
    case usage = 64
    /// The content of an input file is wrong: `EX_DATAERR`.
    case data = 65
    /// An input file is missing or cannot be read: `EX_NOINPUT`.
    case noInput = 66
    /// An output file cannot be made: `EX_CANTCREAT`.
    case cannotCreate = 73
    /// The configuration is wrong: `EX_CONFIG`.
    case configuration = 78
  }

  /// The kind, whose raw value is the exit code.
  public let kind: Kind
  /// What is wrong, where, and what to do.
  public let description: String

  /// Makes an error.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

extension ExperimentError {
  /// A wrong setting in the configuration file at `path`.
  init(_ error: SettingError, in path: String) {
    self.init(.configuration, "\(path): \(error)")
  }

  /// A dataset that cannot be used; `loader` is the configuration's key of its description.
  init(_ error: DatasetError, loader: String, in path: String) {
    switch error.kind {
    case .missing: self.init(.noInput, "\(error)")
    case .malformed: self.init(.data, "\(error)")
    case .unfit:
      let key = error.field.map { ".args.\($0)" } ?? ""
      self.init(.configuration, "\(path): \(loader)\(key): \(error.path): \(error.reason)")
    }
  }

  /// A trained model that cannot be read.
  init(_ error: CheckpointError) {
    self.init(error.kind == .missing ? .noInput : .data, "\(error)")
  }

  /// An output that cannot be written.
  static func output(_ error: PosixError) -> ExperimentError {
    ExperimentError(.cannotCreate, "\(error)")
  }

  /// An input that cannot be read.
  static func input(_ error: PosixError) -> ExperimentError {
    ExperimentError(.noInput, "\(error)")
  }
}
