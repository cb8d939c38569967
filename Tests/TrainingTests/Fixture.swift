import Foundation

/// Files that the scripts in `Fixtures` made.
enum Fixture {
  /// The folder `Fixtures`, in which the configurations' paths start.
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "Fixtures").path()

  /// Results by epoch, then by label, `loss` or metric; by the names of the results files.
  static func losses(of model: String) throws -> [String: RunOutput.Results] {
    let file = URL(filePath: "\(folder)/\(model)_losses.json")
    return try JSONDecoder().decode([String: RunOutput.Results].self, from: Data(contentsOf: file))
  }
}
