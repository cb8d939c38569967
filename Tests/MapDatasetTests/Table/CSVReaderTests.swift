import Testing

@testable import MapDataset

struct CSVReaderTests {
  private func records(_ text: String) throws -> [[String]] {
    let folder = try TemporaryFolder()
    var reader = try CSVReader(path: folder.write("a.csv", text.utf8))
    var record = CSVRecord()
    var records: [[String]] = []
    while try reader.next(&record) { records.append((0..<record.count).map(record.text)) }
    return records
  }

  private func lines(_ text: String) throws -> [Int] {
    let folder = try TemporaryFolder()
    var reader = try CSVReader(path: folder.write("a.csv", text.utf8))
    var record = CSVRecord()
    var lines: [Int] = []
    while try reader.next(&record) { lines.append(record.line) }
    return lines
  }

  private func fault(_ text: String) throws -> String {
    try #require(throws: DatasetError.self) { try records(text) }.reason
  }

  @Test func fieldsAreSplitAtCommas() throws {
    #expect(try records("a,b\n1,2\n") == [["a", "b"], ["1", "2"]])
    #expect(try records("a,,\n,,\n") == [["a", "", ""], ["", "", ""]])
    #expect(try records("") == [])
  }

  @Test(arguments: ["a,b\r\n1,2\r\n", "a,b\n1,2", "a,b\r1,2\r", "\u{FEFF}a,b\n\n1,2\n\n\n"])
  func lineEndsBlankLinesAndAByteOrderMarkMakeNoDifference(text: String) throws {
    #expect(try records(text) == [["a", "b"], ["1", "2"]])
  }

  @Test func quotedFieldsHoldCommasQuotesAndLineEnds() throws {
    #expect(
      try records("\"a,b\",\"say \"\"yes\"\"\"\n\"two\r\nlines\",\"\"\n")
        == [["a,b", "say \"yes\""], ["two\r\nlines", ""]])
  }

  @Test func rowsAreTheLinesThatAnEditorShows() throws {
    #expect(try lines("a\n\n\"b\nb\"\r\nc\n") == [1, 3, 5])
  }

  @Test func fieldsThatSpanTheReadersBufferAreWhole() throws {
    let long = String(repeating: "x", count: 1 << 18)
    for shift in 0..<4 {
      let lead = String(long.dropFirst(shift))
      #expect(try records("\(lead),\"\"\"\"\r\n1,2\r\n") == [[lead, "\""], ["1", "2"]])
    }
  }

  @Test func strayQuotesAreErrorsWithTheirRow() throws {
    #expect(
      try fault("a,b\n1,2\"\n")
        == "row 2 has a quote inside a field; put the field in quotes and double those in it")
    #expect(
      try fault("a,b\n\"1\"2,3\n")
        == "row 2 has text after a closing quote; double the quotes in a field")
    #expect(try fault("a,b\n1,2\n\"3,4\n") == "row 3 has a quoted field that is never closed")
  }
}
