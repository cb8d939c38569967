import Foundation
import LaunchSupport
import NamedSettings
import TestSupport
import Testing

/// Data that turns out wrong only while it is trained on.
struct LateFaultTests {
  /// An example with more maps than are all checked beforehand, and one among the unchecked that
  /// holds NaN, in row 3.
  private func exampleWithAFault() throws -> Example {
    var example = try Example()
    let map = try example.folder.bytes("data/ppdot_HTRU_train_0.npy")
    let number = map.count - 8 * 12 * 12
    let nan = withUnsafeBytes(of: Double.nan.bitPattern.littleEndian) { Array($0) }
    try example.folder.write(
      Array(map[..<number] + nan + map[(number + 8)...]), to: "data/damaged.npy")
    let lines = try String(contentsOfFile: example.training.table, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    var rows = Array(repeating: lines[1], count: 5_100)
    rows[1] = rows[1].replacing("ppdot_HTRU_train_0.npy", with: "damaged.npy")
    try example.folder.write(
      ([lines[0]] + rows).joined(separator: "\n") + "\n", to: "data/dataset_train.csv")
    try example.set("training_data_loader.args.shuffle", to: false)
    try example.set("arch.type", to: "ModelLinear")
    return example
  }

  private func cause(_ example: Example) -> String {
    "\(example.folder.path)/data/damaged.npy: holds nan at [0, 0]; values must be finite in single"
      + " precision (row 3 of \(example.training.table))"
  }

  @Test(arguments: [Program.trainNN, .trainDistributedOnTwoRanks], [0, 3])
  func endsWithTheExitCodeOfWrongDataAndNamesFileAndRow(
    program: Program, workers: Int
  ) async throws {
    var example = try exampleWithAFault()
    try example.setLoaders("num_workers", to: .integer(workers))
    for memory in [0.0, 1.0] {
      try example.set("max_memory", to: .real(memory))
      let result = try await program.run(example)
      let run = try RunFiles(example)
      #expect(
        result.errors == [
          "error: all 2 trials failed: see \(example.folder.path)/\(run.logs)/trials.csv: 2 times:"
            + " \(cause(example))"
        ])
      #expect(result.exitCode == 65)
      let rows = try run.lines("trials.csv").dropFirst()
      #expect(rows.count == 2)
      #expect(rows.allSatisfy { $0.contains(",failed,") && $0.contains(cause(example)) })
    }
  }

  @Test func endsWithThatOfAMissingFile() async throws {
    let example = try exampleWithAFault()
    try example.folder.remove("data/damaged.npy")
    let result = try await Program.trainNN.run(example)
    #expect(result.exitCode == 66)
    #expect(result.errors.first?.contains("damaged.npy: no such file") == true)
    #expect(result.errors.first?.hasSuffix("(row 3 of \(example.training.table))") == true)
  }

  @Test func inASearchTheVariantFailsAndTheSearchGoesOn() async throws {
    var example = try exampleWithAFault()
    let whole = example.validation.table
    func search(_ tables: [String]) -> SettingValue {
      let variants = tables.map { table -> SettingValue in
        ["training_data_loader.args.dataset_path": .string(table)]
      }
      return ["sampler": ["type": "ListSampler", "args": ["variants": .array(variants)]]]
    }
    try example.set("search", to: search([example.training.table, whole]))
    let result = try await Program.trainNN.run(example)
    #expect(result.errors == [])
    #expect(result.exitCode == 0)
    let run = try RunFiles(example)
    #expect(try run.json("summary.json").number("best_variant") == 2)
    #expect(try run.json("summary.json").number("trials_by_state.failed") == 2)

    try example.set("search", to: search([example.training.table]))
    let failed = try await Program.trainNN.run(example)
    #expect(failed.exitCode == 1)
    #expect(failed.errors.first?.hasSuffix(": 2 times: \(cause(example))") == true)
  }

  @Test(arguments: [Program.trainNN, .trainDistributedOnTwoRanks], ["array", "packed"])
  func aFileThatIsCutShortIsOneOfThem(program: Program, kind: String) async throws {
    var example = try Example()
    var damaged = example.folder.path("data/ppdot_HTRU_train_3.npy")
    if kind == "packed" {
      damaged = example.folder.path("data/train.h5")
      let packing = try await Command(
        BuiltProducts.path("repack-dataset"),
        ["--dataset_path", example.training.table, "--output", damaged]
      ).run()
      #expect(packing.exitCode == 0)
      try example.set("training_data_loader.args.dataset_path", to: .string(damaged))
    }
    try example.set("max_memory", to: 0)
    try example.set("trainer.epochs", to: 1_000_000)
    try example.set("trainer.early_stop", to: 1_000_000)
    // Cuts the file when both ranks train.
    let script = """
      file=$1; shift
      "$@" & training=$!
      until ls -d output/logs/Example/*/.trial_0001 2> /dev/null; do
        kill -0 $training || exit 99; sleep 0.02
      done
      sleep 0.2; truncate --size=1000 "$file"
      wait $training
      """
    let command = program.command(example, [])
    let result = try await Command(
      "sh", ["-c", script, "sh", damaged, command.program] + command.arguments,
      environment: command.environment, workingDirectory: example.folder.path
    ).run()
    #expect(result.exitCode == 65, "\(result.errorOutput)")
    #expect(result.errors.count == 1)
    let error = try #require(result.errors.first)
    #expect(error.contains("2 times: \(damaged): "))
    #expect(error.contains("cut short"))
    #expect(error.contains(kind == "packed" ? "sample " : "(row 5 of \(example.training.table))"))
  }
}
