import Files
import Foundation
import HDF5

/// Packs a dataset, a table with a file a map, into one HDF5 file; see `HDF5Table` for what is in it.
public struct DatasetPacker {
  /// The number of samples.
  public var sampleCount: Int { table.labels.sampleCount }
  /// The number of map columns.
  public var mapCount: Int { columns.count }
  /// The number of label columns.
  public var labelCount: Int { table.labels.names.count }
  /// The bytes of all numbers without compression.
  public var byteCount: Int {
    sampleCount * (columns.reduce(0) { $0 + $1.mapSize } + labelCount * MemoryLayout<Double>.size)
  }

  /// How many bytes of a column are gathered before they are written.
  private static let blockSize = 4 << 20

  private let columnNames: [String]
  private let table: DatasetTable
  private let locator: MapLocator
  private let columns: [PackedColumn]
  private let compression: Compression

  /// Reads the table at `path` and the headers of its first maps.
  ///
  /// `keepsType` packs numbers as they are, else as float32. Throws for a table that is wrong or that HDF5
  /// cannot hold.
  public init(
    path: String, keepsType: Bool, compression: Compression
  ) throws(DatasetError) {
    if try HDF5Table.recognizes(path) { throw .malformed(path, "is packed already") }
    let header = try DatasetTable.header(path)
    if header.labelColumns.isEmpty { throw .malformed(path, "has no label columns") }
    columnNames = header.names
    table = try DatasetTable(
      path: path, inputColumns: header.inputColumns, labelColumns: header.labelColumns,
      numberHint: "; packing needs numbers in every label column")
    locator = MapLocator(tablePath: path)
    self.compression = compression
    var columns: [PackedColumn] = []
    for (column, name) in table.inputNames.enumerated() {
      if name.isEmpty || name == "." || name.contains("/") || name.contains("\0") {
        throw .malformed(
          path, "column \(column): HDF5 cannot hold maps by the name \"\(name)\"; rename the column"
        )
      }
      do throws(DatasetError) {
        let file = try locator.open(table.paths[0, channel: column])
        columns.append(try PackedColumn(name, file, keepsType: keepsType))
      } catch {
        throw error.inRow(table.paths.row(0), of: path)
      }
    }
    self.columns = columns
  }

  /// Writes the file: to a temporary name beside it, renamed when it is whole.
  ///
  /// `progress` gets the number of samples done, now and then. Throws the first map that is wrong; nothing is
  /// left behind then.
  public func pack(to path: String, progress: (Int) -> Void) throws(PackError) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw .output(path, "is a folder; name a file")
    }
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty && !Directory.isDirectory(folder) {
      throw .output(path, "there is no folder \(folder); make it first")
    }
    let temporary = Self.temporaryPath(path)
    do {
      let free = try Directory.freeSpace(folder)
      // How small compressed numbers become shows only when they are.
      if compression == .none && byteCount > free {
        throw PackError.output(path, "needs \(byteCount) bytes, but only \(free) are free there")
      }
      try write(temporary, progress)
      try AtomicFile.publish(temporary, as: path)
    } catch {
      try? Directory.remove(temporary)
      throw Self.packError(error, path)
    }
  }

  /// Where this process writes the file that will be at `path`: what is to be removed when a signal ends it.
  public static func temporaryPath(_ path: String) -> String { "\(path).tmp-\(getpid())" }

  private static func packError(_ error: any Error, _ path: String) -> PackError {
    switch error {
    case let error as PackError: error
    case let error as DatasetError: .input(error)
    case let error as PosixError: .output(path, error.reason)
    case let error as HDF5Error: .output(path, error.reason)
    default: .output(path, "\(error)")
    }
  }

  private func write(_ path: String, _ progress: (Int) -> Void) throws {
    let file = try FileWriter(creating: path)
    try file.setTexts(HDF5Table.columnsAttribute, columnNames)
    if let kind = columns.first?.kind, columns.allSatisfy({ $0.kind == kind }) {
      try file.setTexts(HDF5Table.kindAttribute, [kind.rawValue])
    }
    try file.addGroup("/inputs")
    try writeMaps(file, progress)
    try writeLabels(file)
    try file.close()
  }

  private func writeMaps(_ file: FileWriter, _ progress: (Int) -> Void) throws {
    let datasets = try columns.map { column in
      let dataset = try file.addDataset(
        HDF5Table.inputPath(column.name), shape: [sampleCount] + column.shape,
        column.element.hdf5Type, compression: compression)
      if let fullScale = column.fullScale {
        try dataset.setNumber(HDF5Table.fullScaleAttribute, fullScale)
      }
      return dataset
    }
    let largest = columns.map(\.mapSize).max() ?? 1
    let blockCount = max(1, Self.blockSize / largest)
    var blocks = columns.map { _ in [UInt8]() }
    var (scratch, numbers) = (MapScratch(), [Float]())
    for start in stride(from: 0, to: sampleCount, by: blockCount) {
      let end = min(start + blockCount, sampleCount)
      for sample in start..<end {
        for (channel, column) in columns.enumerated() {
          do throws(DatasetError) {
            let map = try locator.open(table.paths[sample, channel: channel])
            try column.append(map, &scratch, &numbers, to: &blocks[channel])
          } catch {
            throw error.inRow(table.paths.row(sample), of: table.paths.tablePath)
          }
        }
      }
      for (channel, dataset) in datasets.enumerated() {
        try dataset.write(blocks[channel][...], from: start)
        blocks[channel].removeAll(keepingCapacity: true)
      }
      progress(end)
    }
  }

  private func writeLabels(_ file: FileWriter) throws {
    let dataset = try file.addDataset(
      HDF5Table.labelsPath, shape: [sampleCount, labelCount], ElementType(.float, size: 8),
      compression: .none)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(sampleCount * labelCount * MemoryLayout<Double>.size)
    for sample in 0..<sampleCount {
      for label in 0..<labelCount {
        let bits = table.labels.value(label, of: sample).bitPattern
        withUnsafeBytes(of: bits.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    try dataset.write(bytes[...], from: 0)
  }
}
