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
    #expect(agree(try dataset.inputs([0, 1, 2]), expected.inputs))
    #expect(agree(dataset.labels([0, 1, 2]), expected.labels))
    // Without the file the table's own statistics are the same ones.
    #expect(agree(try open(scaling, statistics: false).labels([0, 1, 2]), expected.labels))
  }

  @Test func samplesComeInTheOrderAskedForEveryTime() throws {
    let dataset = try open(.standardize)
    let all = try dataset.inputs([0, 1, 2])
    let (zero, one, two) = (all[..<40], all[40..<80], all[80...])
    #expect(try dataset.inputs([2, 0, 2]) == Array(two + zero + two))
    #expect(try dataset.inputs([1]) == Array(one))
    #expect(try open(.standardize).inputs([2, 1]) == Array(two + one))
  }

  @Test func labelsInPhysicalUnitsComeBackThroughTheScaling() throws {
    let dataset = try open(.standardize)
    let scaled = dataset.labels([1])
    for column in 0..<2 {
      let physical = dataset.labelScaling[column].physical(Double(scaled[column]))
      #expect(abs(physical - dataset.label(column, of: 1)) < 1e-6)
    }
  }

  @Test func manyReadersGetTheSameValues() async throws {
    let dataset = try open(.normalize)
    let expected = try open(.normalize).inputs([0, 1, 2])
    try await withThrowingTaskGroup { group in
      for _ in 0..<16 { group.addTask { try dataset.inputs([0, 1, 2]) } }
      for try await values in group { #expect(values == expected) }
    }
  }
}
