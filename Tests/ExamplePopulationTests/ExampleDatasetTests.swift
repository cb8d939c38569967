import Files
import Foundation
import MapDataset
import Testing

@testable import ExamplePopulation

struct ExampleDatasetTests {
  /// Writes a dataset into a new folder, which the caller removes.
  private func write(_ name: String = "example") throws -> ExampleDataset {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(name)-\(UUID())").path(
      percentEncoded: false)
    let dataset = ExampleDataset(
      folder: folder, sampleCount: 10, PopulationSynthesis(seed: 1, resolution: 16))
    try dataset.write()
    return dataset
  }

  @Test func mapsAndLabelsAreReadBackAsTheyWereSimulated() throws {
    let example = try write("with, comma and \"quotes\"")
    defer { try? Directory.remove(example.folder) }
    for (part, samples) in [
      ("full", Array(0..<10)), ("train", example.trainingSamples),
      ("valid", example.validationSamples), ("test", example.testSamples),
    ] {
      let dataset = try MapDataset(
        DatasetDescription(
          tablePath: example.path("dataset_\(part).csv"),
          statisticsPath: example.path("statistics_train.json"), inputColumns: [9, 11],
          labelColumns: [15, 16], scaling: .none))
      #expect(dataset.sampleCount == samples.count)
      #expect(dataset.inputShape == [2, 16, 16])
      #expect(dataset.labelNames == Simulation.labelNames)
      for (row, sample) in samples.enumerated() {
        let simulation = PopulationSynthesis(seed: 1, resolution: 16).simulate(sample)
        var values = [Float](repeating: .nan, count: 2 * 16 * 16)
        var span = values.mutableSpan
        try dataset.readInputs([row][...], into: &span)
        #expect(
          values == (simulation.maps[9].values + simulation.maps[11].values).map { Float($0) })
        #expect((0..<2).map { dataset.label($0, of: row) } == simulation.labels)
      }
    }
  }

  @Test func trainingValidationAndTestSamplesAreASplitOfAll() throws {
    let synthesis = PopulationSynthesis(seed: 1, resolution: 16)
    for (count, training, validation, test) in [
      (3, 1, 1, 1), (5, 3, 1, 1), (10, 8, 1, 1), (20, 16, 2, 2), (500, 400, 50, 50),
    ] {
      let dataset = ExampleDataset(folder: "unused", sampleCount: count, synthesis)
      #expect(dataset.trainingSamples.count == training)
      #expect(dataset.validationSamples.count == validation)
      #expect(dataset.testSamples.count == test)
      let all = dataset.trainingSamples + dataset.validationSamples + dataset.testSamples
      #expect(all.sorted() == Array(0..<count))
    }
  }

  @Test func statisticsAreThoseOfTheTrainingSamplesInTheUsersFormat() throws {
    let example = try write()
    defer { try? Directory.remove(example.folder) }
    let fields = example.trainingSamples.map {
      PopulationSynthesis(seed: 1, resolution: 16).simulate($0).birth.fieldMean
    }
    let statistics = LabelStatistics(fields)
    let start = """
      {
          "B_initial_log10_mean": {
              "mean": \(statistics.mean),
              "std": \(statistics.std),
              "max": \(statistics.max),
              "min": \(statistics.min)
          },
          "P_initial_log10_mean": {
      """
    let file = example.path("statistics_train.json")
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix(start))
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let example = try write()
    defer { try? Directory.remove(example.folder) }
    func contents() throws -> [String: Data] {
      let names = try Directory.names(in: example.folder)
      return try Dictionary(
        uniqueKeysWithValues: names.map {
          ($0, try Data(contentsOf: URL(filePath: example.path($0))))
        })
    }
    let first = try contents()
    #expect(first.count == 10 * 15 + 8)
    try Directory.remove(example.folder)
    try example.write()
    #expect(try contents() == first)
  }
}
