import Foundation

/// The selected columns of a dataset's CSV table.
///
/// The paths are kept as bytes in one piece of memory: a string each would cost several times as
/// much on tables of some 100,000 samples.
struct DatasetTable: Sendable {
  /// The path of the CSV file.
  let path: String
  /// The selected maps' names, without `input:`.
  let inputNames: [String]
  /// The selected labels' names.
  let labelNames: [String]
  private var pathBytes: [UInt8] = []
  private var pathEnds: [Int] = []
  private var labels: [Double] = []
  private var rows: [Int] = []

  /// Reads the columns that `description` selects.
  init(_ description: DatasetDescription) throws(DatasetError) {
    path = description.tablePath
    var reader = try CSVReader(path: path)
    var record = CSVRecord()
    guard try reader.next(&record) else { throw .malformed(path, "is empty") }
    let header = try TableHeader(record, path: path)
    inputNames = try header.inputNames(description.inputColumns)
    labelNames = try header.labelNames(description.labelColumns)
    while try reader.next(&record) {
      if record.count != header.names.count {
        throw .malformed(
          path,
          "row \(record.line) has \(record.count) fields, the header has \(header.names.count)")
      }
      try append(record, description, header.names)
    }
    if rows.isEmpty { throw .malformed(path, "has a header but no samples") }
  }

  /// The number of samples.
  var sampleCount: Int { rows.count }

  /// The line of the CSV file that holds a sample; the header is row 1.
  func row(_ sample: Int) -> Int { rows[sample] }

  /// The path of a sample's map, as it stands in the file.
  func mapPath(_ sample: Int, channel: Int) -> String {
    let index = sample * inputNames.count + channel
    let start = index == 0 ? 0 : pathEnds[index - 1]
    return String(decoding: pathBytes[start..<pathEnds[index]], as: UTF8.self)
  }

  /// A sample's value of the label at `column` of `labelNames`.
  func label(_ column: Int, of sample: Int) -> Double {
    labels[sample * labelNames.count + column]
  }

  /// The statistics of the selected labels, by name.
  var statistics: [String: LabelStatistics] {
    var statistics: [String: LabelStatistics] = [:]
    for (column, name) in labelNames.enumerated() {
      statistics[name] = LabelStatistics((0..<sampleCount).map { label(column, of: $0) })
    }
    return statistics
  }

  private mutating func append(
    _ record: CSVRecord, _ description: DatasetDescription, _ names: [String]
  ) throws(DatasetError) {
    rows.append(record.line)
    for column in description.inputColumns {
      if record[column].isEmpty {
        throw .malformed(path, "row \(record.line), column \"\(names[column])\": no path")
      }
      pathBytes.append(contentsOf: record[column])
      pathEnds.append(pathBytes.count)
    }
    for column in description.labelColumns {
      let text = record.text(column)
      // Spaces around a number are rare, and trimming costs more than reading the number.
      let number = Double(text) ?? Double(text.trimmingCharacters(in: .whitespaces))
      // Maps and labels are trained on in single precision; hexadecimal is no number of a table.
      guard let value = number, Float(value).isFinite, !text.contains(where: { "xX".contains($0) })
      else {
        throw .malformed(
          path,
          "row \(record.line), column \"\(names[column])\": \"\(text)\" is not a finite number in single precision"
        )
      }
      labels.append(value)
    }
  }
}
