import Foundation
import LaunchSupport
import NamedSettings
import TestSupport
import Testing

/// Where maps come from and how they are read makes no difference to the results.
struct DataTests {
  /// What must be the same: the table of trials, and every loss of the best one.
  private func results(_ example: Example) throws -> [String] {
    let run = try RunFiles(example)
    let names = [
      "trials.csv", "train_results.json", "train_eval_results.json", "valid_results.json",
    ]
    return try names.map { try example.folder.text("\(run.logs)/\($0)") }
  }

  private func train(
    _ example: Example, _ program: Program = .trainNN, _ options: [String] = []
  ) async throws -> [String] {
    let result = try await program.run(example, options)
    #expect(result.errors == [])
    #expect(result.exitCode == 0)
    return try results(example)
  }

  private func repack(_ table: String, _ options: [String] = []) async throws -> CommandResult {
    let output = table.replacing(".csv", with: ".h5")
    return try await Command(
      BuiltProducts.path("repack-dataset"),
      ["--dataset_path", table, "--output", output] + options
    ).run()
  }

  @Test(arguments: ["none", "gzip"], [Program.trainNN, .trainDistributedOnTwoRanks])
  func aPackedDatasetTrainsToTheSameResults(compression: String, program: Program) async throws {
    var example = try Example()
    let expected = try await train(example)
    for dataset in [example.training, example.validation] {
      let result = try await repack(dataset.table, ["--compression", compression])
      #expect(result.errorOutput == "")
      #expect(result.exitCode == 0)
    }
    try example.set(
      "training_data_loader.args.dataset_path",
      to: .string(example.training.table.replacing(".csv", with: ".h5")))
    for loader in ["validation", "test"] {
      try example.set(
        "\(loader)_data_loader.args.dataset_path",
        to: .string(example.validation.table.replacing(".csv", with: ".h5")))
    }
    // Nothing is read from the table and its maps any more.
    try example.folder.files(below: "data").filter {
      !$0.hasSuffix(".h5") && !$0.hasSuffix(".json")
    }
    .forEach { try example.folder.remove("data/\($0)") }
    #expect(try await train(example, program) == expected)

    let model = "\(try RunFiles(example).models)/best_model.pth"
    let inference = try await inferNN(example, model: model)
    #expect(inference.errorOutput == "")
    #expect(inference.exitCode == 0)
  }

  @Test(arguments: [0, 1, 5], [0.0, 1.0])
  func readersAndMemoryDoNotChangeTheResults(workers: Int, memory: Double) async throws {
    var example = try Example()
    try example.set("trainer.epochs", to: 2)
    let expected = try await train(example)
    try example.setLoaders("num_workers", to: .integer(workers))
    try example.set("max_memory", to: .real(memory))
    #expect(try await train(example) == expected)
    let log = try RunFiles(example).lines("log.txt").joined()
    #expect(log.contains(memory == 0 ? "read from their files in every pass" : "stay in memory"))
  }

  @Test func withoutStatisticsThoseOfTheTrainingLabelsAreTaken() async throws {
    var example = try Example()
    let expected = try await train(example)
    try example.remove("training_data_loader.args.statistic_path")
    try example.remove("validation_data_loader.args.statistic_path")
    try example.remove("test_data_loader.args.statistic_path")
    #expect(try await train(example) == expected)
    let run = try RunFiles(example)
    #expect(
      try run.lines("log.txt").contains {
        $0.hasSuffix(
          "training_data_loader has no statistic_path: labels are scaled by the statistics of those"
            + " in \(example.training.table)")
      })

    // Inference scales back by the same statistics, not by those of the test labels.
    let model = "\(run.models)/best_model.pth"
    func predictions() async throws -> String {
      #expect(try await inferNN(example, model: model).exitCode == 0)
      let stamp = try #require(example.folder.names(in: "output/logs/Example").last)
      return try example.folder.text("output/logs/Example/\(stamp)/inference_results.csv")
    }
    let computed = try await predictions()
    try example.set(
      "test_data_loader.args.statistic_path", to: .string(example.training.statistics))
    #expect(try await predictions() == computed)
  }

  @Test func aRowThatCannotBePackedIsNamed() async throws {
    let example = try Example()
    try example.folder.write("", to: "data/ppdot_HTRU_train_3.npy")
    let result = try await repack(example.training.table)
    #expect(
      result.errorOutput == "error: \(example.folder.path)/data/ppdot_HTRU_train_3.npy: is empty"
        + " (row 5 of \(example.training.table))\n")
    #expect(result.exitCode == 65)
    #expect(!example.folder.files().contains { $0.contains(".h5") })
  }

  @Test(arguments: [("TERM", 143), ("HUP", 129), ("XCPU", 152)])
  func aSignalLeavesNothingOfAPackingBehind(signal: String, code: Int32) async throws {
    let example = try Example()
    let lines = try String(contentsOfFile: example.training.table, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let rows = Array(repeating: lines[1], count: 20_000)
    try example.folder.write(
      ([lines[0]] + rows).joined(separator: "\n") + "\n", to: "data/dataset_train.csv")
    // Ends the program as soon as its temporary file is there.
    let script = """
      "$0" --dataset_path "$1" --output "$2" & packing=$!
      until ls "$2".tmp-* 2>/dev/null; do kill -0 $packing || exit 1; sleep 0.01; done
      kill -\(signal) $packing
      wait $packing
      """
    let output = example.folder.path + "/data/a.h5"
    let result = try await Command(
      "sh", ["-c", script, BuiltProducts.path("repack-dataset"), example.training.table, output]
    ).run()
    #expect(result.exitCode == code, "\(result.errorOutput)")
    #expect(result.output.hasPrefix(output + ".tmp-"))
    #expect(!example.folder.files(below: "data").contains { $0.contains(".h5") })
  }

  @Test func anOutputThatIsThereIsLeftAloneUnlessForced() async throws {
    let example = try Example()
    try example.folder.write("mine", to: "data/dataset_train.h5")
    let refused = try await repack(example.training.table)
    #expect(refused.exitCode == 73)
    #expect(refused.errorOutput.hasSuffix("is there already; name another file or add --force\n"))
    #expect(try example.folder.text("data/dataset_train.h5") == "mine")
    let forced = try await repack(example.training.table, ["--force"])
    #expect(forced.exitCode == 0)
    #expect(forced.output.hasPrefix("Packed 8 samples of 3 maps and 2 labels into "))
  }

  @Test(arguments: [
    (["--output", "a.h5"], "Missing expected argument '--dataset_path <file.csv>'"),
    (["--dataset_path", "a.csv", "--output", "a.zip"], "give a name that ends in .h5 or .hdf5"),
    (
      ["--dataset_path", "a.csv", "--output", "a.h5", "--dtype", "f2"], "The value 'f2' is invalid"
    ),
  ])
  func wrongArgumentsOfRepackDatasetAreExplained(arguments: [String], reason: String) async throws {
    let result = try await Command(BuiltProducts.path("repack-dataset"), arguments).run()
    #expect(result.exitCode == 64)
    #expect(result.errorOutput.contains(reason))
  }
}
