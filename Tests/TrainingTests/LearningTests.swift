import Foundation
import LaunchSupport
import NeuralNetwork
import TestSupport
import Testing

/// Training on simulated populations, for real.
struct LearningTests {
  private static let labels = ["B_initial_log10_mean", "P_initial_log10_mean"]

  @Test func theNetworkLearnsBirthPropertiesFromSimulatedMaps() async throws {
    var example = try Example()
    let folder = example.folder.path("simulated")
    let made = try await Command(
      BuiltProducts.path("make-example"), [folder, "--samples", "500", "--seed", "1"]
    ).run()
    try #require(made.exitCode == 0, "\(made.errorOutput)")
    try useSimulations(in: folder, &example)

    let output = try await train(example, into: "run")
    let summary = try JSONDecoder().decode(Summary.self, from: output.bytes("summary.json"))
    for (label, variance) in try variances(in: "\(folder)/dataset_test.csv") {
      let loss = try #require(summary.losses[label])
      #expect(loss < variance / 5, "\(label)")
    }
  }

  private struct Summary: Decodable {
    let losses: [String: Double]
  }

  private func useSimulations(in folder: String, _ example: inout Example) throws {
    try example.setLoaders("statistic_path", to: .string("\(folder)/statistics_train.json"))
    try example.setLoaders("dataset_path", to: .string("\(folder)/dataset_test.csv"))
    try example.set(
      "training_data_loader.args.dataset_path", to: .string("\(folder)/dataset_train.csv"))
    try example.setLoaders("filter_inputs", to: [9, 10, 11])
    try example.setLoaders("filter_labels", to: [15, 16])
    try example.setLoaders("batch_size", to: 8)
    try example.set("arch.args.input_shape", to: [3, 32, 32])
    try example.set("trials", to: 1)
    try example.set("trainer.epochs", to: 10)
  }

  /// The variance of each label over the samples of a table.
  private func variances(in table: String) throws -> [(label: String, variance: Double)] {
    let rows = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(rows.count == 51)
    return try Self.labels.map { label in
      let column = try #require(rows[0].firstIndex(of: label))
      let values = try rows.dropFirst().map { try #require(Double($0[column])) }
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (label, squares / Double(values.count))
    }
  }
}
