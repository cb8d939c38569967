import Foundation
import LaunchSupport

/// The Python with PyTorch that `make test` prepares.
enum Python {
  /// Runs a script, whose path starts in `Tests`, in an empty environment of Python's own settings.
  static func run(_ script: String, _ arguments: [String]) async throws -> CommandResult {
    guard let program = ProcessInfo.processInfo.environment["PULSARTRIALS_PYTHON"] else {
      throw Unexpected(
        "PULSARTRIALS_PYTHON is not set: run `make test`, which prepares a Python with PyTorch, or set"
          + " the variable to the path of one")
    }
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try await Command(
      program, ["-B", tests.appending(path: script).path()] + arguments, timeout: 300
    ).run()
  }
}
