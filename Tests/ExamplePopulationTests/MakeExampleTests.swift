import Files
import Foundation
import LaunchSupport
import Testing

struct MakeExampleTests {
  private func run(_ arguments: String...) async throws -> CommandResult {
    try await Command(BuiltProducts.path("make-example"), arguments).run()
  }

  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "made-\(UUID())").path(
      percentEncoded: false)
    defer { try? Directory.remove(folder) }
    try await body(folder)
  }

  @Test func oneLineSaysWhatWasWrittenAndHowToTrainOnIt() async throws {
    try await withFolder { folder in
      let result = try await run(folder, "--samples", "5", "--seed", "1", "--resolution", "16")
      #expect(result.exitCode == 0)
      #expect(result.errorOutput == "")
      #expect(
        result.output == """
          Wrote 5 simulations, 3 of them for training, to \(folder). In a configuration: \
          "type": "LoaderMultichannelArray", \
          "dataset_path": "\(folder)/dataset_train.csv", \
          "statistic_path": "\(folder)/statistics_train.json", "filter_inputs": [9, 10, 11], \
          "filter_labels": [15, 16], "input_shape": [3, 16, 16], "num_parameters": 2

          """)
      #expect(try Directory.names(in: folder).count == 5 * 15 + 8)
    }
  }

  @Test func aFolderThatIsNotEmptyIsLeftAloneUnlessForced() async throws {
    try await withFolder { folder in
      try Directory.create(folder)
      try AtomicFile.write("mine".utf8, to: folder + "/notes.txt")
      let refused = try await run(folder, "--samples", "3", "--seed", "1")
      #expect(refused.exitCode == 73)
      #expect(
        refused.errorOutput
          == "error: \(folder) is not empty; name another folder or add --force\n")
      #expect(try Directory.names(in: folder) == ["notes.txt"])
      let forced = try await run(folder, "--samples", "3", "--seed", "1", "--force")
      #expect(forced.exitCode == 0)
      #expect(try Directory.names(in: folder).count == 3 * 15 + 8 + 1)
    }
  }

  @Test func aFolderThatCannotBeMadeIsAnError() async throws {
    let result = try await run("/proc/nowhere", "--samples", "3", "--seed", "1")
    #expect(result.exitCode == 73)
    #expect(result.errorOutput == "error: /proc/nowhere: No such file or directory (mkdir)\n")
  }

  @Test(arguments: [
    (["out", "--samples", "1", "--seed", "1"], "--samples 1: give a number from 3 to 4294967295."),
    (
      ["out", "--samples", "3", "--seed", "1", "--resolution", "31"],
      "--resolution 31: give an even number from 2 to 4096."
    ),
    (["", "--samples", "3", "--seed", "1"], "<out> is empty; name the dataset's folder."),
    (["out", "--samples", "3"], "Missing expected argument '--seed <seed>'"),
    (["out", "--samples", "two", "--seed", "1"], "The value 'two' is invalid for '--samples"),
  ])
  func wrongArgumentsEndWithAnExplanation(arguments: [String], reason: String) async throws {
    let result = try await Command(BuiltProducts.path("make-example"), arguments).run()
    #expect(result.exitCode == 64)
    #expect(result.errorOutput.contains(reason))
  }

  @Test func helpExplainsEveryArgument() async throws {
    let result = try await run("--help")
    #expect(result.exitCode == 0)
    for name in ["<out>", "--data_type", "--samples", "--seed", "--resolution", "--force", "73"] {
      #expect(result.output.contains(name))
    }
  }
}
