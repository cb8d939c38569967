import Checkpoint
import Foundation

/// What a training run has written.
struct RunOutput {
  /// The numbers of a results file by epoch, then by label, `loss` or metric.
  typealias Results = [String: [String: Double]]

  /// The names of the results files, without extension.
  static let resultsNames = ["train_results", "train_eval_results", "valid_results"]

  /// The folder of the logs.
  let logs: String
  /// The folder of the models.
  let models: String

  /// The only run below `saveFolder`.
  init(_ saveFolder: String) throws {
    logs = try Self.onlyFolder(in: Self.onlyFolder(in: "\(saveFolder)/logs"))
    models = try Self.onlyFolder(in: Self.onlyFolder(in: "\(saveFolder)/models"))
  }

  /// A results file.
  func results(_ name: String) throws -> Results {
    let file = URL(filePath: "\(logs)/\(name).json")
    return try JSONDecoder().decode(Results.self, from: Data(contentsOf: file))
  }

  /// The bytes of a file in the folder of the logs.
  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(logs)/\(name)"))
  }

  /// The text of a file in the folder of the logs.
  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// The rows of a table in the folder of the logs, by column.
  func table(_ name: String) throws -> [[String: String]] {
    let lines = try text(name).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The bytes that a model would have without the run's configuration, whose paths and numbers of
  /// epochs may differ.
  func model(_ name: String) throws -> [UInt8] {
    var checkpoint = try Checkpoint(contentsOf: "\(models)/\(name)")
    checkpoint.configuration = nil
    return checkpoint.encoded()
  }

  /// All files and folders, by paths relative to the two folders.
  func entries() -> [String: Data?] {
    var entries: [String: Data?] = [:]
    for (name, root) in [("logs", logs), ("models", models)] {
      for case let entry as String in FileManager.default.enumerator(atPath: root) ?? .init() {
        entries["\(name)/\(entry)"] = .some(
          try? Data(contentsOf: URL(filePath: "\(root)/\(entry)")))
      }
    }
    return entries
  }

  private static func onlyFolder(in folder: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    guard names.count == 1 else { throw Unexpected("\(folder) holds \(names)") }
    return "\(folder)/\(names[0])"
  }
}

/// Something is not as the test needs it.
struct Unexpected: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
