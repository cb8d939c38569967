import MapDataset
import Testing

struct MapDatasetTests {
  struct Expected: Decodable {
    let inputs: [Float]
    let labels: [Float]
  }

  private func open(_ scaling: Scaling, statistics: Bool = true) throws -> MapDataset {
    try MapDataset(
      DatasetDescription(
        tablePath: Fixture.path("dataset/dataset.csv"),
        statisticsPath: statistics ? Fixture.path("dataset/statistics.json") : nil,
        inputColumns: [0, 1], labelColumns: [2, 3], scaling: scaling))
  }

  private func inputs(_ dataset: MapDataset, _ samples: [Int]) throws -> [Float] {
    var values = [Float](repeating: .nan, count: samples.count * dataset.inputShape.reduce(1, *))
    var span = values.mutableSpan
    try dataset.readInputs(samples[...], into: &span)
    return values
  }

  private func labels(_ dataset: MapDataset, _ samples: [Int]) -> [Float] {
    var values = [Float](repeating: .nan, count: samples.count * dataset.labelNames.count)
    var span = values.mutableSpan
    dataset.readLabels(samples[...], into: &span)
    return values
  }

  private func agree(_ values: [Float], _ expected: [Float]) -> Bool {
    values.count == expected.count
      && zip(values, expected).allSatisfy { abs($0 - $1) <= 1e-6 * max(1, abs($1)) }
  }

  @Test(arguments: [Scaling.none, .normalize, .standardize])
  func mapsAndLabelsAreScaledAsNumPyScalesThem(scaling: Scaling) throws {
    let expected = try #require(
      Fixture.decode([String: Expected].self, "dataset.json")[scaling.rawValue])
    let dataset = try open(scaling)
    #expect(dataset.inputShape == [2, 5, 4])
    #expect(agree(try inputs(dataset, [0, 1, 2]), expected.inputs))
    #expect(agree(labels(dataset, [0, 1, 2]), expected.labels))
    // Without the file the table's own statistics are the same ones.
    #expect(agree(labels(try open(scaling, statistics: false), [0, 1, 2]), expected.labels))
  }

  @Test func samplesComeInTheOrderAskedForEveryTime() throws {
    let dataset = try open(.standardize)
    let all = try inputs(dataset, [0, 1, 2])
    let (zero, one, two) = (all[..<40], all[40..<80], all[80...])
    #expect(try inputs(dataset, [2, 0, 2]) == Array(two + zero + two))
    #expect(try inputs(dataset, [1]) == Array(one))
    #expect(try inputs(open(.standardize), [2, 1]) == Array(two + one))
  }

  @Test func labelsInPhysicalUnitsComeBackThroughTheScaling() throws {
    let dataset = try open(.standardize)
    let scaled = labels(dataset, [1])
    for column in 0..<2 {
      let physical = dataset.labelScaling[column].physical(Double(scaled[column]))
      #expect(abs(physical - dataset.label(column, of: 1)) < 1e-6)
    }
  }

  @Test func manyReadersGetTheSameValues() async throws {
    let dataset = try open(.normalize)
    let expected = try inputs(open(.normalize), [0, 1, 2])
    try await withThrowingTaskGroup { group in
      for _ in 0..<16 { group.addTask { try inputs(dataset, [0, 1, 2]) } }
      for try await values in group { #expect(values == expected) }
    }
  }
}
