import LaunchSupport
import TestSupport

/// A training program and how it is started.
enum Program: String, CaseIterable, CustomStringConvertible {
  case trainNN = "train-nn"
  case trainDistributed = "train-distributed"
  case trainDistributedOnTwoRanks = "mpirun -n 2 train-distributed"

  var description: String { rawValue }

  /// Runs it on an example's configuration, in the example's folder.
  func run(_ example: Example, _ options: [String] = []) async throws -> CommandResult {
    try await command(example, options).run()
  }

  /// How it is started.
  func command(_ example: Example, _ options: [String]) -> Command {
    let folder = example.folder.path
    return switch self {
    case .trainNN:
      Command(
        BuiltProducts.path(rawValue), ["--configuration", example.path] + options,
        workingDirectory: folder)
    case .trainDistributed:
      Command(
        BuiltProducts.path(rawValue), [example.path] + options,
        environment: Command.oneHostSettings, workingDirectory: folder)
    case .trainDistributedOnTwoRanks:
      .mpirun(
        ranks: 2, "train-distributed", [example.path] + options, workingDirectory: folder)
    }
  }
}

/// Runs `infer-nn` on an example's configuration, in the example's folder.
func inferNN(
  _ example: Example, model: String, _ options: [String] = []
) async throws -> CommandResult {
  try await Command(
    BuiltProducts.path("infer-nn"),
    ["--configuration", example.path, "--trained_model", model] + options,
    workingDirectory: example.folder.path
  ).run()
}
