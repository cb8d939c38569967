import LaunchSupport
import TestSupport
import Testing

/// This package and PyTorch on the same models and checkpoints. The scripts do the comparing.
struct InteroperabilityTests {
  private static let columns = ["--inputs", "0", "1", "--labels", "2", "3"]
  private static let dataset = "\(Fixture.folder)/dataset"

  @Test func fiftyEpochsFollowPyTorch() async throws {
    let result = try await Python.run(
      "Interoperability/compare_training.py",
      [BuiltProducts.path("train-nn"), Self.dataset] + Self.columns)
    #expect(result.output.contains("50 epochs"), "\(result.errorOutput)")
    #expect(result.exitCode == 0, "\(result.output)\(result.errorOutput)")
  }

  @Test func aModelTrainsOnInTurnHereAndInPyTorch() async throws {
    let result = try await Python.run(
      "Interoperability/relay.py",
      [BuiltProducts.path("train-nn"), Self.dataset] + Self.columns)
    #expect(result.output.contains("4 legs of 5 epochs"), "\(result.errorOutput)")
    #expect(result.exitCode == 0, "\(result.output)\(result.errorOutput)")
  }

  /// An older processor would stop at it.
  @Test func onlyTheKernelsOfALevelUseItsInstructions() async throws {
    let result = try await Python.run(
      "Interoperability/shared_code.py", [BuiltProducts.path("train-nn")])
    #expect(result.output.contains("0 of them shared"), "\(result.output)\(result.errorOutput)")
    #expect(result.exitCode == 0)
  }

  @Test(arguments: ["Adam", "SGD", "RMSprop", "Adagrad"])
  func pyTorchTrainsOnFromACheckpointOfOurs(optimizer: String) async throws {
    var example = try Example()
    try example.set("optimizer.type", to: .string(optimizer))
    let output = try await train(example, into: "run")
    let result = try await Python.run(
      "CheckpointTests/Fixtures/check_checkpoint.py", ["\(output.models)/best_model.pth"])
    #expect(result.output.contains("went on from epoch"), "\(result.errorOutput)")
    #expect(result.exitCode == 0)
  }
}
