import Foundation
import LaunchSupport
import NeuralNetwork
import TestSupport
import Testing

/// `train-distributed` on several ranks, and `train-nn`: the same results, byte for byte.
@Suite(.serialized)
struct DistributedTests {
  /// Which trial converges first.
  enum Convergence: CaseIterable {
    case ofTheFirst, ofOneInTheMiddle, ofNone
  }

  private static let trials = 8
  private static let label = "B_initial_log10_mean"
  private static let notNeeded = "was started ahead and is not needed"
  /// What depends on clocks, ranks or paths.
  private static let varying: Set = [
    "logs/log.txt", "logs/summary.json", "logs/timings.csv",
  ]

  @Test(arguments: Convergence.allCases)
  func anyNumberOfRanksFindsTheSame(_ convergence: Convergence) async throws {
    var example = try Example()
    try example.set("trials", to: .integer(Self.trials))
    try example.set("trainer.epochs", to: 40)
    try example.set("trainer.save_period", to: 25)
    let (threshold, lastTrial) = try await threshold(for: convergence, example)
    try example.set("convergence", to: ["\(Self.label)_threshold": .real(threshold)])

    let alone = try await run(Program(ranks: nil), example)
    #expect(try alone.table("trials.csv").count == lastTrial)
    #expect(
      try alone.table("trials.csv").last?["state"]
        == (convergence == .ofNone ? "completed" : "converged")
    )
    let expected = alone.entries().filter { !Self.isVarying($0.key) }
    #expect(expected.keys.contains("models/best_model.pth"))
    for ranks in [1, 2, 4] {
      let output = try await run(Program(ranks: ranks), example)
      let entries = output.entries()
      #expect(entries.keys.sorted() == alone.entries().keys.sorted(), "\(ranks) ranks")
      for (name, bytes) in expected {
        #expect(entries[name] == bytes, "\(name) on \(ranks) ranks")
      }
      try checkLog(output, lastTrial: lastTrial)
      try checkRanks(output, ranks: ranks, trials: lastTrial)
    }
  }

  /// Each rank is the child of a shell, which tells the CPU seconds that it took.
  @Test func aRankWithoutTrialDoesNotSpin() async throws {
    var example = try Example()
    try example.set("trials", to: 1)
    try example.set("trainer.epochs", to: 6000)
    let script = """
      TIMEFORMAT="%U %S"
      time "$0" "$@" > /dev/null
      """
    let program = BuiltProducts.path("train-distributed")
    let result = try await Command(
      "mpirun", ["-n", "2", "bash", "-c", script, program, example.path],
      environment: Command.oneHostSettings, workingDirectory: example.folder.path, timeout: 120
    ).run()
    try #require(result.exitCode == 0, "\(result.errorOutput)")
    var seconds: [Double] = []
    for line in result.errorOutput.split(separator: "\n") {
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      try #require(numbers.count == 2, "\(line)")
      seconds.append(numbers[0] + numbers[1])
    }
    // Either rank may be the first to ask for the trial.
    #expect(seconds.count == 2)
    let busy = try #require(seconds.max())
    let idle = try #require(seconds.min())
    #expect(idle < busy / 4, "the idle rank took \(idle) s of CPU time, the busy one \(busy) s")
  }

  private struct Program {
    /// The number of ranks of `train-distributed`; nil for `train-nn`.
    let ranks: Int?
  }

  /// Runs into the folder `output`, which is in the configuration, and moves it away.
  private func run(_ program: Program, _ example: Example) async throws -> RunOutput {
    let command =
      if let ranks = program.ranks {
        Command.mpirun(
          ranks: ranks, "train-distributed", [example.path],
          workingDirectory: example.folder.path, timeout: 120)
      } else {
        Command(
          BuiltProducts.path("train-nn"), ["--configuration", example.path],
          workingDirectory: example.folder.path, timeout: 120)
      }
    let result = try await command.run()
    try #require(result.exitCode == 0, "\(result.errorOutput)")
    #expect(result.errorOutput == "")
    let moved = example.folder.path("moved-\(UUID())")
    try FileManager.default.moveItem(
      atPath: example.folder.path(Example.outputName), toPath: moved)
    return try RunOutput(moved)
  }

  /// A threshold, and the number of the last trial of a run with it: found from the losses of all
  /// trials.
  private func threshold(
    for convergence: Convergence, _ example: Example
  ) async throws -> (threshold: Double, lastTrial: Int) {
    switch convergence {
    case .ofTheFirst: return (1e9, 1)
    case .ofNone: return (0, Self.trials)
    case .ofOneInTheMiddle:
      var example = example
      try example.set("convergence", to: ["\(Self.label)_threshold": 0])
      let rows = try await run(Program(ranks: nil), example).table("trials.csv")
      let losses = try rows.map { try #require(Double($0[Self.label] ?? "")) }
      let middle = try #require(
        (1..<Self.trials - 2).last { losses[$0] < 0.99 * (losses[..<$0].min() ?? 0) })
      let before = try #require(losses[..<middle].min())
      return ((losses[middle] + before) / 2, middle + 1)
    }
  }

  private static func isVarying(_ entry: String) -> Bool {
    varying.contains(entry) || entry.hasSuffix("/log.txt")
  }

  /// Each trial that was started ahead has one line, and nothing else of it is left.
  private func checkLog(_ output: RunOutput, lastTrial: Int) throws {
    let lines = try output.text("log.txt").split(separator: "\n")
    let ahead = lines.filter { $0.hasSuffix(Self.notNeeded) }
    let numbers = try ahead.map { line in
      try #require(line.split(separator: " ").dropLast(7).last.flatMap { Int($0) })
    }
    #expect(numbers.sorted() == Array(lastTrial + 1..<lastTrial + 1 + numbers.count))
    for name in output.entries().keys {
      let parts = name.split(separator: "/")
      #expect(!parts.contains { $0.hasPrefix(".") || $0.contains("tmp") }, "\(name)")
    }
  }

  /// Rank 0 trains as well, and no rank is left out.
  private func checkRanks(_ output: RunOutput, ranks: Int, trials: Int) throws {
    let used = Set(try output.table("timings.csv").compactMap { $0["rank"] })
    if trials == Self.trials { #expect(used.contains("0")) }
    if trials == Self.trials && ranks == 2 { #expect(used == ["0", "1"]) }
    #expect(used.isSubset(of: (0..<ranks).map(String.init)))
  }
}
