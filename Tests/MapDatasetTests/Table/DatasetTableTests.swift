import Testing

@testable import MapDataset

struct DatasetTableTests {
  private func table(
    _ text: String, inputs: [Int] = [0], labels: [Int] = [2]
  ) throws -> DatasetTable {
    let folder = try TemporaryFolder()
    return try DatasetTable(
      path: folder.write("a.csv", text.utf8), inputColumns: inputs, labelColumns: labels)
  }

  private func fault(
    _ text: String, inputs: [Int] = [0], labels: [Int] = [2]
  ) throws -> DatasetError {
    try #require(throws: DatasetError.self) { try table(text, inputs: inputs, labels: labels) }
  }

  private let header = "input:a,input:b,x,y\n"

  @Test func columnsKeepTheOrderOfTheDescription() throws {
    let table = try table(header + "p,q,1,2\nr,s, 3e1 ,-4\n", inputs: [1, 0], labels: [3, 2])
    #expect(table.inputNames == ["b", "a"])
    #expect(table.labels.names == ["y", "x"])
    #expect(table.labels.sampleCount == 2)
    #expect(table.paths[0, channel: 0] == "q")
    #expect(table.paths[1, channel: 1] == "r")
    #expect(table.labels.value(0, of: 0) == 2)
    #expect(table.labels.value(1, of: 1) == 30)
    #expect(table.paths.row(1) == 3)
  }

  @Test func aTableWithoutHeaderOrSamplesIsAnError() throws {
    #expect(try fault("").reason == "is empty")
    #expect(try fault(header).reason == "has a header but no samples")
    #expect(
      try fault("a,b,c\n1,2,3\n").reason
        == "no column starts with \"input:\"; is this a dataset's table?")
  }

  @Test func inputColumnsComeBeforeLabels() throws {
    #expect(
      try fault("input:a,x,input:b\n1,2,3\n").reason
        == "column 2 \"input:b\" is an input column after the label column \"x\"; "
        + "put all input columns first")
  }

  @Test func columnsOfOneNameAreAnError() throws {
    #expect(
      try fault("input:a,input:a,x\n1,2,3\n").reason
        == "columns 0 and 1 are both named \"input:a\"")
  }

  @Test(arguments: [
    ("input:a;x", "has a single column with \";\" in its name; separate the fields by commas"),
    ("input:a, input:b,x", "column 1 \" input:b\" begins with a space; write names without it"),
  ])
  func aHeaderOfAnotherFormIsExplained(header: String, reason: String) throws {
    #expect(try fault(header + "\np,1\n").reason == reason)
  }

  @Test func namesThatATableGivesStayInTheirLine() throws {
    let error = try fault(header + "p,q,1,\"2\u{1B}[31m\nred\"\n", labels: [2, 3])
    #expect(
      error.reason == "row 2, column \"y\": \"2\\u{1B}[31m\\nred\" is not a finite number in single"
        + " precision")
  }

  @Test(arguments: [("p,q,1", 3), ("p,q,1,2,3", 5)])
  func aRaggedRowIsAnError(row: String, count: Int) throws {
    let error = try fault(header + "p,q,1,2\n\(row)\n")
    #expect(error.kind == .malformed)
    #expect(error.reason == "row 3 has \(count) fields, the header has 4")
  }

  @Test(arguments: ["abc", "", "nan", "inf", "-Infinity", "1e999", "0x1z", "0x10", "1e39", "1 2"])
  func aLabelThatIsNoFiniteNumberIsAnError(value: String) throws {
    let error = try fault(header + "p,q,1,2\np,q,1,\(value)\n", labels: [2, 3])
    #expect(error.kind == .malformed)
    #expect(
      error.reason == "row 3, column \"y\": \"\(value)\" is not a finite number in single precision"
    )
  }

  @Test func tenFaultsAreListedAndAllCounted() throws {
    let rows = (0..<12).map { $0 == 5 ? "p,q,1,2\n" : $0 == 7 ? "p,q,1\n" : "p,q,x\($0),2\n" }
    let error = try fault(header + rows.joined())
    #expect(error.kind == .malformed)
    let lines = error.reason.split(separator: "\n")
    #expect(lines.count == 11)
    #expect(lines[0] == "11 faults, the first 10:")
    #expect(
      lines[1] == "  row 2, column \"x\": \"x0\" is not a finite number in single precision")
    #expect(lines[7] == "  row 9 has 3 fields, the header has 4")
    #expect(lines[10].hasPrefix("  row 12, "))
  }

  @Test func columnsThatAreNotSelectedMayHoldText() throws {
    #expect(try table(header + "p,q,1,text\n").labels.sampleCount == 1)
  }

  @Test func aMapWithoutPathIsAnError() throws {
    #expect(
      try fault(header + "p,,1,2\n", inputs: [1]).reason == "row 2, column \"input:b\": no path")
  }

  @Test(arguments: [
    ([4], "there is no column 4; the columns are 0 to 3"),
    ([-1], "there is no column -1; the columns are 0 to 3"),
    ([0, 2], "column 2 is the label \"x\"; the maps are columns 0 to 1"),
    ([1, 0, 1], "column 1 \"input:b\" is named twice"),
    ([], "names no column"),
  ])
  func inputColumnsThatDoNotFitAreErrors(columns: [Int], reason: String) throws {
    let error = try fault(header + "p,q,1,2\n", inputs: columns)
    #expect(error.kind == .unfit)
    #expect(error.field == "filter_inputs")
    #expect(error.reason == reason)
  }

  @Test(arguments: [
    ([7], "there is no column 7; the columns are 0 to 3"),
    ([2, 1], "column 1 \"input:b\" holds maps; the labels start at column 2"),
    ([3, 3], "column 3 \"y\" is named twice"),
    ([], "names no column"),
  ])
  func labelColumnsThatDoNotFitAreErrors(columns: [Int], reason: String) throws {
    let error = try fault(header + "p,q,1,2\n", labels: columns)
    #expect(error.kind == .unfit)
    #expect(error.field == "filter_labels")
    #expect(error.reason == reason)
  }

  @Test func aTableThatIsNotThereIsMissing() throws {
    let error = try #require(throws: DatasetError.self) {
      try DatasetTable(path: "/nowhere/a.csv", inputColumns: [0], labelColumns: [1])
    }
    #expect(error.kind == .missing)
    #expect(error.description == "/nowhere/a.csv: No such file or directory (open)")
  }
}
