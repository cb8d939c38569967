import LaunchSupport
import TestSupport
import Testing

/// What a user gets to see of a mistake: one line on standard error, an exit code, and no output folder.
@Suite(.serialized)
struct MistakeTests {
  @Test(arguments: Mistake.all)
  func trainNNSaysAMistakeInOneLineAndMakesNothing(_ mistake: Mistake) async throws {
    try await expectRefusal(of: mistake, by: .trainNN)
  }

  @Test(arguments: Mistake.ofEachKind)
  func trainDistributedSaysTheSame(_ mistake: Mistake) async throws {
    try await expectRefusal(of: mistake, by: .trainDistributed)
  }

  @Test(arguments: Mistake.ofEachKind)
  func underMPIRunOneRankSaysItForAll(_ mistake: Mistake) async throws {
    var example = try Example()
    try mistake.make(&example)
    let result = try await Program.trainDistributedOnTwoRanks.run(example)
    #expect(result.errors == ["error: \(mistake.message(example))"])
    #expect(result.output == "")
    #expect(result.exitCode == mistake.kind.rawValue)
    #expect(!example.folder.contains(Example.outputName))
  }

  @Test(
    arguments: Mistake.inText + [Mistake.inTypes[0], .inKeys[0], .inAgreement[0]])
  func inferNNSaysTheSame(_ mistake: Mistake) async throws {
    var example = try Example()
    try mistake.make(&example)
    let result = try await inferNN(example, model: "best_model.pth")
    #expect(result.errorOutput == "error: \(mistake.message(example))\n")
    #expect(result.output == "")
    #expect(result.exitCode == mistake.kind.rawValue)
    #expect(!example.folder.contains(Example.outputName))
  }

  @Test(arguments: [
    ("test_data_loader", "test_data_loader: is missing: it names the dataset to predict"),
    ("infer", "infer: is missing: its save_dir names the folder for the results"),
  ])
  func inferNNWantsItsOwnSections(section: String, message: String) async throws {
    var example = try Example()
    try example.remove(section)
    let result = try await inferNN(example, model: "best_model.pth")
    #expect(result.errorOutput == "error: \(example.path): \(message)\n")
    #expect(result.exitCode == 78)
  }

  @Test func inferNNWantsAModelThatIsThere() async throws {
    let example = try Example()
    let result = try await inferNN(example, model: "none.pth")
    #expect(
      result.errorOutput
        == "error: none.pth: the checkpoint cannot be read: No such file or directory (open)\n")
    #expect(result.exitCode == 66)
    #expect(!example.folder.contains(Example.outputName))
  }

  @Test(arguments: Program.allCases)
  func aFolderThatCannotBeMadeIsNamed(_ program: Program) async throws {
    let example = try Example()
    let file = try example.folder.write("a file", to: "file")
    let result = try await program.run(example, ["--save_dir", "\(file)/output"])
    #expect(result.errors == ["error: \(file): Not a directory (mkdir)"])
    #expect(result.exitCode == 73)
  }

  @Test func withoutTheDefaultConfigurationTrainNNSaysHowToPassOne() async throws {
    let folder = try TemporaryFolder()
    let result = try await Command(
      BuiltProducts.path("train-nn"), workingDirectory: folder.path
    ).run()
    #expect(
      result.errorOutput == """
        error: Configs/config_multiparameter_CNN.json: No such file or directory (open); pass \
        another one with --configuration FILE

        """)
    #expect(result.exitCode == 66)
  }

  private func expectRefusal(of mistake: Mistake, by program: Program) async throws {
    var example = try Example()
    try mistake.make(&example)
    let result = try await program.run(example)
    #expect(result.errorOutput == "error: \(mistake.message(example))\n")
    #expect(result.output == "")
    #expect(result.exitCode == mistake.kind.rawValue)
    #expect(!example.folder.contains(Example.outputName))
  }
}
