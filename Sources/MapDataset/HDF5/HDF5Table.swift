import Files
import HDF5

/// A dataset packed into one HDF5 file.
///
/// `/inputs` has a dataset `[samples, rows, columns]` for each map column, under the column's name
/// without `input:`; `/labels` is `[samples, labels]`. The file's attribute `columns` holds the
/// names of all columns in the order of the table, so that columns are selected by the same numbers.
struct HDF5Table {
  /// The file's attribute that names all columns.
  static let columnsAttribute = "columns"
  /// The file's attribute that says what kind of files the maps are from, if they are of one.
  static let kindAttribute = "kind"
  /// A dataset's attribute: the number that stands for 1, in maps from images.
  static let fullScaleAttribute = "full_scale"
  /// The path of the labels.
  static let labelsPath = "/labels"

  /// The path of a map column.
  static func inputPath(_ name: String) -> String { "/inputs/\(name)" }

  /// The selected maps' names, without `input:`.
  let inputNames: [String]
  /// The selected labels.
  let labels: LabelTable
  /// The selected maps.
  let maps: HDF5Maps

  /// Whether the file at `path` is an HDF5 file, by its name or by its first bytes.
  static func recognizes(_ path: String) throws(DatasetError) -> Bool {
    if path.hasSuffix(".h5") || path.hasSuffix(".hdf5") { return true }
    let signature = FileReader.signature
    return try ReadableFile.open(path).bytes(at: 0, atMost: signature.count) == signature
  }

  /// Opens columns, counted from 0 over the whole table.
  ///
  /// Throws where the maps are known to be of another kind.
  init(
    path: String, _ kind: DatasetDescription.MapKind, inputColumns: [Int], labelColumns: [Int]
  ) throws(DatasetError) {
    let (file, header) = try Self.open(path)
    try Self.checkKind(file, path, kind)
    inputNames = try header.inputNames(inputColumns)
    let names = try header.labelNames(labelColumns)
    do throws(HDF5Error) {
      labels = try Self.labels(file, header, path, names, labelColumns)
    } catch {
      throw .malformed(path, error.reason)
    }
    maps = try HDF5Maps(file, path: path, names: inputNames, sampleCount: labels.sampleCount)
  }

  /// Reads selected labels only: the statistics of a table need no maps.
  static func labels(path: String, columns: [Int]) throws(DatasetError) -> LabelTable {
    let (file, header) = try open(path)
    let names = try header.labelNames(columns)
    do {
      return try labels(file, header, path, names, columns)
    } catch {
      throw .malformed(path, error.reason)
    }
  }

  private static func checkKind(
    _ file: FileReader, _ path: String, _ kind: DatasetDescription.MapKind
  ) throws(DatasetError) {
    let names: [String]?
    do { names = try file.texts(kindAttribute) } catch { throw .malformed(path, error.reason) }
    guard let found = names?.first.flatMap(DatasetDescription.MapKind.init), found != kind else {
      return
    }
    throw .unfit(
      path, nil,
      found == .image
        ? "was packed from images: the loader's type must be LoaderMultichannelImage"
        : "was packed from arrays: the loader's type must be LoaderMultichannelArray")
  }

  private static func open(_ path: String) throws(DatasetError) -> (FileReader, TableHeader) {
    // Says in the system's words why a file cannot be opened at all.
    let size = try ReadableFile.open(path).sizeWhenOpened
    if size == 0 { throw .malformed(path, "is empty") }
    do {
      let file = try FileReader(path: path)
      guard let names = try file.texts(columnsAttribute) else {
        throw HDF5Error(
          reason: "has no attribute \"\(columnsAttribute)\"; is it a dataset that repack-dataset"
            + " wrote?")
      }
      return (file, try TableHeader(names, path: path))
    } catch let error as HDF5Error {
      throw .malformed(path, error.reason)
    } catch let error as DatasetError {
      throw error
    } catch {
      throw .malformed(path, "\(error)")
    }
  }

  private static func labels(
    _ file: FileReader, _ header: TableHeader, _ path: String, _ names: [String],
    _ columns: [Int]
  ) throws(HDF5Error) -> LabelTable {
    let packed = try DatasetReader(file, labelsPath)
    let width = header.labelColumns.count
    guard packed.shape.count == 2, packed.shape[1] == width else {
      throw HDF5Error(
        reason: "/labels has the shape \(packed.shape), but there are \(width) labels")
    }
    guard packed.shape[0] > 0 else { throw HDF5Error(reason: "has no samples") }
    let columns = columns.map { $0 - header.inputCount }
    let blockSize = 4096
    var table = LabelTable(path: path, names: names)
    var block = [Double](repeating: 0, count: blockSize * width)
    for start in stride(from: 0, to: packed.shape[0], by: blockSize) {
      let count = min(blockSize, packed.shape[0] - start)
      try packed.read(starts: [start, 0], counts: [count, width], into: &block)
      for sample in 0..<count {
        for (column, name) in zip(columns, names) {
          let value = block[sample * width + column]
          guard Float(value).isFinite else {
            throw HDF5Error(
              reason: "sample \(start + sample), counted from 0: the label \"\(name)\" is \(value);"
                + " labels must be finite in single precision")
          }
          table.append(value)
        }
      }
    }
    return table
  }
}
