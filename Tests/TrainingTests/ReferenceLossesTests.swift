import LaunchSupport
import TestSupport
import Testing

/// `train-nn` beside PyTorch, from a checkpoint that PyTorch wrote.
struct ReferenceLossesTests {
  @Test(arguments: ["ModelConv", "ModelLinear"])
  func fiveEpochsFollowPyTorchsLosses(model: String) async throws {
    let folder = try TemporaryFolder()
    let result = try await Command(
      BuiltProducts.path("train-nn"),
      [
        "--configuration", "\(model).json", "--trained_model", "\(model).pth", "--save_dir",
        folder.path,
      ],
      workingDirectory: Fixture.folder
    ).run()
    #expect(result.errorOutput == "")
    try #require(result.exitCode == 0)

    let output = try RunOutput(folder.path)
    for (name, expected) in try Fixture.losses(of: model) {
      let found = try output.results(name)
      #expect(found.keys.sorted() == ["00001", "00002", "00003", "00004", "00005"])
      for (epoch, row) in expected {
        #expect(found[epoch]?.keys.sorted() == row.keys.sorted())
        for (label, value) in row {
          let difference = abs((found[epoch]?[label] ?? .nan) - value) / value
          #expect(difference <= 1e-4, "\(name), epoch \(epoch), \(label)")
        }
      }
    }
  }
}
