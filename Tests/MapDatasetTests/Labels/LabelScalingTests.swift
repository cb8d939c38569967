import Testing

@testable import MapDataset

struct LabelScalingTests {
  private static let remedy = "; leave it out of filter_labels or use other statistics"
  private let folder: TemporaryFolder
  private let table: LabelTable

  init() throws {
    folder = try TemporaryFolder()
    table = try DatasetTable(
      path: folder.writeTable("input:a,x,y", "p,1,5", "p,2,5", "p,6,5"), inputColumns: [0],
      labelColumns: [1, 2]
    ).labels
  }

  private func scalings(_ json: String?, _ scaling: Scaling) throws -> [LabelScaling] {
    try LabelScaling.scalings(
      of: table, json.map { .file(try folder.write("s.json", $0.utf8)) } ?? .ownLabels, scaling)
  }

  private func fault(_ json: String?, _ scaling: Scaling) throws -> DatasetError {
    try #require(throws: DatasetError.self) { try scalings(json, scaling) }
  }

  private let statistics = """
    {"y": {"mean": 1, "std": 2, "max": 4, "min": -4}, "x": {"mean": 3, "std": 0.5, "max": 8, "min": 6}}
    """

  @Test func statisticsGiveOffsetAndScale() throws {
    #expect(try scalings(statistics, .none) == [.identity, .identity])
    #expect(
      try scalings(statistics, .normalize)
        == [LabelScaling(offset: 6, scale: 2), LabelScaling(offset: -4, scale: 8)])
    #expect(
      try scalings(statistics, .standardize)
        == [LabelScaling(offset: 3, scale: 0.5), LabelScaling(offset: 1, scale: 2)])
  }

  @Test func withoutScalingTheFileIsNotRead() throws {
    #expect(
      try LabelScaling.scalings(of: table, .file("/nowhere/s.json"), .none)
        == [.identity, .identity])
  }

  @Test func whatIsNoLabelsMayStandInTheFile() throws {
    let other = "{\"note\": \"of 2024\", \"z\": {\"mean\": 1}, " + statistics.dropFirst()
    #expect(try scalings(other, .normalize) == scalings(statistics, .normalize))
  }

  @Test func scalingThereAndBackChangesNothing() {
    let scaling = LabelScaling(offset: -1.5, scale: 0.25)
    #expect(scaling.scaled(-1) == 2)
    #expect(scaling.physical(2) == -1)
  }

  @Test func withoutAFileTheTableGivesTheStatistics() throws {
    #expect(try scalings(nil, .none) == [.identity, .identity])
    let error = try fault(nil, .standardize)
    #expect(error.path == table.path)
    #expect(error.field == "statistic_path")
    #expect(
      error.reason == "the label \"y\" cannot be standardized: its std is not above 0\(Self.remedy)"
    )
  }

  @Test func aLabelWithoutStatisticsIsAnError() throws {
    let error = try fault("{\"y\": {\"mean\": 1, \"std\": 2, \"max\": 4, \"min\": -4}}", .normalize)
    #expect(error.kind == .unfit)
    #expect(error.field == "statistic_path")
    #expect(error.path == folder.path + "/s.json")
    #expect(error.reason == "has no statistics of the label \"x\"")
  }

  @Test(arguments: [
    (
      Scaling.normalize,
      "the label \"x\" cannot be normalized: its max is not above its min\(remedy)"
    ),
    (.standardize, "the label \"x\" cannot be standardized: its std is not above 0\(remedy)"),
  ])
  func statisticsWithoutSpreadAreAnError(scaling: Scaling, reason: String) throws {
    let flat = "{\"mean\": 3, \"std\": 0, \"max\": 3, \"min\": 3}"
    let error = try fault("{\"x\": \(flat), \"y\": \(flat)}", scaling)
    #expect(error.kind == .unfit)
    #expect(error.field == "statistic_path")
    #expect(error.reason == reason)
  }

  @Test(arguments: [
    ("[1, 2]", "is not a JSON object of finite statistics by label"),
    ("{\"x\": ", "is not a JSON object of finite statistics by label"),
    (
      "{\"x\": {\"mean\": NaN, \"std\": 2, \"max\": 4, \"min\": 1}}",
      "is not a JSON object of finite statistics by label"
    ),
    (
      "{\"x\": {\"mean\": 1e999, \"std\": 2, \"max\": 4, \"min\": 1}}",
      "is not a JSON object of finite statistics by label"
    ),
    ("{\"x\": {\"mean\": 1, \"max\": 4, \"min\": 1}}", "the label \"x\" has no \"std\""),
    (
      "{\"x\": {\"mean\": \"1\", \"std\": 2, \"max\": 4, \"min\": 1}}",
      "\"x\".\"mean\" must be a number"
    ),
    ("{\"x\": 3}", "\"x\" must be an object of mean, std, max and min"),
  ])
  func aWrongFileIsAnError(json: String, reason: String) throws {
    let error = try fault(json, .standardize)
    #expect(error.kind == .malformed)
    #expect(error.reason == reason)
  }

  @Test func aFileThatIsNotThereIsMissing() throws {
    let error = try #require(throws: DatasetError.self) {
      try LabelScaling.scalings(of: table, .file("/nowhere/s.json"), .standardize)
    }
    #expect(error.kind == .missing)
    #expect(error.path == "/nowhere/s.json")
  }
}
