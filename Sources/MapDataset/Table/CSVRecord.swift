/// One record of a CSV file: its fields' bytes, one after another in one piece of memory.
struct CSVRecord {
  /// The line of the file on which the record starts, from 1.
  private(set) var line = 1
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// The number of fields.
  var count: Int { ends.count }

  /// Whether the line was empty.
  var isBlank: Bool { ends.count == 1 && bytes.isEmpty }

  /// The bytes of the field at `index`, without quotes.
  subscript(index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// The field at `index` as text.
  func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  /// Starts a new record, keeping the memory of the last one.
  mutating func begin(line: Int) {
    self.line = line
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  mutating func append(_ part: ArraySlice<UInt8>) { bytes.append(contentsOf: part) }

  mutating func endField() { ends.append(bytes.count) }
}
