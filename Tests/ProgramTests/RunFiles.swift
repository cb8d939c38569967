import Experiment
import Foundation
import NeuralNetwork
import TestSupport

/// The files of a finished run of an example.
struct RunFiles {
  let example: Example
  /// The run folder below the example's, for logs and results.
  let logs: String
  /// The run folder below the example's, for models.
  let models: String

  /// The latest run of an example that writes to its usual folder.
  init(_ example: Example) throws {
    self.example = example
    let stamps = try example.folder.names(in: "output/logs/Example")
    logs = "output/logs/Example/\(stamps[stamps.count - 1])"
    models = "output/models/Example/\(stamps[stamps.count - 1])"
  }

  /// A JSON file of the logs.
  func json(_ name: String) throws -> ConfigurationFile {
    try ConfigurationFile(path: example.folder.path("\(logs)/\(name)"))
  }

  /// The lines of a text file of the logs.
  func lines(_ name: String) throws -> [String] {
    try example.folder.text("\(logs)/\(name)").split(separator: "\n").map(String.init)
  }

  /// The rows of a CSV file of the logs, without fields in quotes.
  func rows(_ name: String) throws -> [[String]] {
    try lines(name).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

extension ConfigurationFile {
  /// The number at a path of keys.
  func number(_ keyPath: String) -> Double? { self[keyPath]?.asReal }
}
