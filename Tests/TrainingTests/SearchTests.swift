import Foundation
import LaunchSupport
import NamedSettings
import TestSupport
import Testing

/// Searches by `train-nn`, and by `train-distributed` on several ranks.
@Suite(.serialized)
struct SearchTests {
  /// What depends on clocks, ranks or paths.
  private static let varying: Set = ["logs/log.txt", "logs/summary.json", "logs/timings.csv"]

  private static let rate: SettingValue = ["type": "float", "low": 1e-5, "high": 1, "log": true]

  @Test func anyNumberOfRanksFindsTheSameVariant() async throws {
    var example = try Example()
    try example.set("trials", to: 3)
    try example.set("trainer.epochs", to: 9)
    try example.set("convergence", to: ["B_initial_log10_mean_threshold": 0.02])
    try example.set(
      "search",
      to: [
        "sampler": ["type": "TPESampler", "args": ["n_trials": 16, "n_startup_trials": 3]],
        "pruner": [
          "type": "SuccessiveHalvingPruner", "args": ["min_resource": 3, "reduction_factor": 2],
        ],
        "space": [
          "optimizer.args.lr": Self.rate,
          "training_data_loader.args.batch_size": ["type": "categorical", "choices": [2, 4, 8]],
        ],
        "window": 4, "keep": 2,
      ])
    let alone = try await run(nil, example)
    let states = Set(try alone.table("trials.csv").compactMap { $0["state"] })
    #expect(states.isSuperset(of: ["pruned", "completed"]))
    let expected = alone.entries().filter { !Self.isVarying($0.key) }
    for name in ["logs/trials.csv", "logs/best_config.json", "models/best_model.pth"] {
      #expect(expected.keys.contains(name))
    }
    for ranks in [1, 2, 4, 8] {
      let output = try await run(ranks, example)
      let entries = output.entries()
      #expect(entries.keys.sorted() == alone.entries().keys.sorted(), "\(ranks) ranks")
      for (name, bytes) in expected {
        #expect(entries[name] == bytes, "\(name) on \(ranks) ranks")
      }
    }
  }

  /// The published configuration's learning rate, 1e-5, is low for so few epochs.
  @Test func aSearchFindsAClearlyBetterLearningRateThanTheConfigurations() async throws {
    var example = try Example()
    let folder = example.folder.path("simulated")
    let made = try await Command(
      BuiltProducts.path("make-example"), [folder, "--samples", "40", "--seed", "1"]
    ).run()
    try #require(made.exitCode == 0, "\(made.errorOutput)")
    try example.setLoaders("statistic_path", to: .string("\(folder)/statistics_train.json"))
    try example.setLoaders("dataset_path", to: .string("\(folder)/dataset_test.csv"))
    try example.set(
      "training_data_loader.args.dataset_path", to: .string("\(folder)/dataset_train.csv"))
    try example.setLoaders("filter_inputs", to: [9, 10, 11])
    try example.setLoaders("filter_labels", to: [15, 16])
    try example.set("arch.args.input_shape", to: [3, 32, 32])
    try example.set("optimizer.args.lr", to: 1e-5)
    try example.set("trials", to: 1)
    try example.set("trainer.epochs", to: 8)
    let configured = try await run(nil, example).table("trials.csv")
    try example.set(
      "search",
      to: [
        "sampler": ["type": "TPESampler", "args": ["n_trials": 12]],
        "space": ["optimizer.args.lr": Self.rate], "window": 2,
      ])
    let search = try await run(2, example)
    let summary = try ConfigurationValues(search.bytes("summary.json"))
    let metric = try #require(Double(configured.first?["metric"] ?? ""))
    #expect(summary.metric < metric / 2)
    let found = try #require(summary.parameters["optimizer.args.lr"])
    #expect(found > 1e-4)
  }

  private struct ConfigurationValues: Decodable {
    let metric: Double
    let parameters: [String: Double]

    init(_ bytes: Data) throws { self = try JSONDecoder().decode(Self.self, from: bytes) }
  }

  private static func isVarying(_ entry: String) -> Bool {
    varying.contains(entry) || entry.hasSuffix("/log.txt")
  }

  /// Runs on ranks of `train-distributed`, or by `train-nn`; moves the output away.
  private func run(_ ranks: Int?, _ example: Example) async throws -> RunOutput {
    let command =
      if let ranks {
        Command.mpirun(
          ranks: ranks, "train-distributed", [example.path],
          workingDirectory: example.folder.path, timeout: 300)
      } else {
        Command(
          BuiltProducts.path("train-nn"), ["--configuration", example.path],
          workingDirectory: example.folder.path, timeout: 300)
      }
    let result = try await command.run()
    try #require(result.exitCode == 0, "\(result.errorOutput)")
    let moved = example.folder.path("moved-\(UUID())")
    try FileManager.default.moveItem(
      atPath: example.folder.path(Example.outputName), toPath: moved)
    return try RunOutput(moved)
  }
}
