/// The first line of a dataset's table: the maps' columns (`input:...`), then the labels'.
struct TableHeader {
  static let inputPrefix = "input:"

  /// All columns' names, in the order of the file.
  let names: [String]
  private let path: String
  /// The number of map columns, which come first.
  let inputCount: Int

  /// Checks the names of the columns of the table at `path`.
  init(_ names: [String], path: String) throws(DatasetError) {
    self.names = names
    self.path = path
    inputCount = names.prefix { $0.hasPrefix(Self.inputPrefix) }.count
    if names.count == 1, let other = names[0].first(where: { ";\t|".contains($0) }) {
      throw .malformed(
        path, "has a single column with \"\(other)\" in its name; separate the fields by commas")
    }
    if let column = names.firstIndex(where: {
      $0.first == " " && $0.drop { $0 == " " }.hasPrefix(Self.inputPrefix)
    }) {
      throw .malformed(
        path, "column \(column) \"\(names[column])\" begins with a space; write names without it")
    }
    if let late = names[inputCount...].firstIndex(where: { $0.hasPrefix(Self.inputPrefix) }) {
      throw .malformed(
        path,
        "column \(late) \"\(names[late])\" is an input column after the label column "
          + "\"\(names[inputCount])\"; put all input columns first")
    }
    if inputCount == 0 {
      throw .malformed(
        path, "no column starts with \"\(Self.inputPrefix)\"; is this a dataset's table?")
    }
    var seen: [String: Int] = [:]
    for (column, name) in names.enumerated() {
      if let first = seen.updateValue(column, forKey: name) {
        throw .malformed(path, "columns \(first) and \(column) are both named \"\(name)\"")
      }
    }
  }

  /// The columns of the maps.
  var inputColumns: [Int] { Array(0..<inputCount) }

  /// The columns of the labels.
  var labelColumns: [Int] { Array(inputCount..<names.count) }

  /// The names of the map columns that `filter_inputs` selects, without `input:`.
  func inputNames(_ columns: [Int]) throws(DatasetError) -> [String] {
    let field = "filter_inputs"
    try check(columns, field)
    for column in columns where column >= inputCount {
      throw .unfit(
        path, field,
        "column \(column) is the label \"\(names[column])\"; the maps are columns 0 to \(inputCount - 1)"
      )
    }
    return columns.map { String(names[$0].dropFirst(Self.inputPrefix.count)) }
  }

  /// The names of the labels that `filter_labels` selects.
  func labelNames(_ columns: [Int]) throws(DatasetError) -> [String] {
    let field = "filter_labels"
    try check(columns, field)
    for column in columns where column < inputCount {
      throw .unfit(
        path, field,
        "column \(column) \"\(names[column])\" holds maps; the labels start at column \(inputCount)"
      )
    }
    return columns.map { names[$0] }
  }

  private func check(_ columns: [Int], _ field: String) throws(DatasetError) {
    if columns.isEmpty { throw .unfit(path, field, "names no column") }
    var seen = Set<Int>()
    for column in columns {
      guard names.indices.contains(column) else {
        throw .unfit(
          path, field, "there is no column \(column); the columns are 0 to \(names.count - 1)")
      }
      if !seen.insert(column).inserted {
        throw .unfit(path, field, "column \(column) \"\(names[column])\" is named twice")
      }
    }
  }
}
