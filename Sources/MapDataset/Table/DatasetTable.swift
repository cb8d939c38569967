/// The selected columns of a dataset's CSV table.
struct DatasetTable: Sendable {
  /// The selected maps' names, without `input:`.
  let inputNames: [String]
  /// The selected labels.
  private(set) var labels: LabelTable
  /// The paths of the selected maps.
  private(set) var paths: MapPaths

  /// The names of all columns of the table at `path`.
  static func header(_ path: String) throws(DatasetError) -> TableHeader {
    var reader = try CSVReader(path: path)
    return try header(&reader, path)
  }

  /// Reads columns, counted from 0 over the whole header, in the order given.
  ///
  /// Throws the first ten rows that are wrong; `numberHint` ends the line of a label that is no number.
  init(
    path: String, inputColumns: [Int], labelColumns: [Int], numberHint: String = ""
  ) throws(DatasetError) {
    var reader = try CSVReader(path: path)
    let header = try Self.header(&reader, path)
    inputNames = try header.inputNames(inputColumns)
    labels = LabelTable(path: path, names: try header.labelNames(labelColumns))
    paths = MapPaths(tablePath: path, channelCount: inputColumns.count)
    var record = CSVRecord()
    var faults = DatasetFaults(path: path)
    while true {
      do throws(DatasetError) {
        guard try reader.next(&record) else { break }
      } catch {
        // What follows a stray quote cannot be told apart.
        faults.add(error)
        break
      }
      do throws(DatasetError) {
        if record.count != header.names.count {
          throw .malformed(
            path,
            "row \(record.line) has \(record.count) fields, the header has \(header.names.count)")
        }
        try append(record, inputColumns, labelColumns, header.names, numberHint)
      } catch {
        faults.add(error)
      }
    }
    try faults.throwIfAny()
    if labels.sampleCount == 0 { throw .malformed(path, "has a header but no samples") }
  }

  private static func header(
    _ reader: inout CSVReader, _ path: String
  ) throws(DatasetError) -> TableHeader {
    var record = CSVRecord()
    guard try reader.next(&record) else { throw .malformed(path, "is empty") }
    return try TableHeader((0..<record.count).map(record.text), path: path)
  }

  private mutating func append(
    _ record: CSVRecord, _ inputColumns: [Int], _ labelColumns: [Int], _ names: [String],
    _ numberHint: String
  ) throws(DatasetError) {
    paths.appendSample(row: record.line)
    for column in inputColumns {
      if record[column].isEmpty {
        throw .malformed(labels.path, "row \(record.line), column \"\(names[column])\": no path")
      }
      paths.append(record[column])
    }
    for column in labelColumns {
      guard let value = record.number(column) else {
        throw .malformed(
          labels.path,
          "row \(record.line), column \"\(names[column])\": \"\(record.text(column))\" is not a"
            + " finite number in single precision\(numberHint)")
      }
      labels.append(value)
    }
  }
}
