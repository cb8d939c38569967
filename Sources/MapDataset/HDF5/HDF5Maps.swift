import Files
import HDF5

/// Maps packed into one HDF5 file.
///
/// Numbers that lie one after another are read at their offset in the file, past the library: they
/// come from the one copy that the operating system keeps for all processes of a node, and a file that is
/// cut short meanwhile ends a read early, where it would end a process that had mapped it. Compressed numbers go
/// through the library.
final class HDF5Maps: MapSource {
  private struct Column {
    let name: String
    /// Nil when only the library can read the numbers.
    let place: (offset: Int, layout: MapLayout)?
    let packed: DatasetReader
    /// The number that stands for 1.
    let fullScale: Double?
  }

  /// The most numbers of a map that are read: a wrong file must not fill the memory.
  private static let greatestMapSize = 1 << 30

  let shape: [Int]
  let isOneFile = true
  private let path: String
  private let file: ReadableFile
  private let columns: [Column]

  var isReady: Bool {
    columns.allSatisfy {
      $0.place?.layout.element == MapElement(.float, size: 4) && $0.fullScale == nil
    }
  }

  /// Opens the maps `names` of a file, of which each has `sampleCount` samples.
  init(
    _ packed: FileReader, path: String, names: [String], sampleCount: Int
  ) throws(DatasetError) {
    self.path = path
    file = try .open(path)
    var columns: [Column] = []
    do throws(HDF5Error) {
      for name in names {
        columns.append(
          try Self.column(packed, name, sampleCount: sampleCount, fileSize: file.sizeWhenOpened))
      }
    } catch {
      throw .malformed(path, error.reason)
    }
    self.columns = columns
    shape = Array(columns[0].packed.shape.dropFirst())
    for column in columns {
      let other = Array(column.packed.shape.dropFirst())
      if other != shape {
        throw .unfit(
          path, "filter_inputs",
          "the maps \"\(column.name)\" have the shape \(other), the maps \"\(names[0])\" \(shape);"
            + " choose columns of one shape")
      }
    }
  }

  func read(
    _ sample: Int, channel: Int, into scratch: inout MapScratch
  ) throws(DatasetError) {
    let column = columns[channel]
    let count = shape[0] * shape[1]
    if let (offset, layout) = column.place {
      let filled = try file.fill(
        &scratch.bytes, at: offset + sample * layout.byteCount, count: layout.byteCount)
      if filled < layout.byteCount {
        throw .malformed(path, "was cut short while it was read: sample \(sample) is gone")
      }
      scratch.decode(layout, at: 0)
    } else {
      scratch.values.makeRoom(count)
      do {
        try column.packed.read(
          starts: [sample, 0, 0], counts: [1] + shape, into: &scratch.values)
      } catch {
        throw fault(
          sample, channel: channel, "is damaged or was cut short: \(error.reason)")
      }
    }
    if let fullScale = column.fullScale {
      for index in 0..<count { scratch.values[index] /= fullScale }
    }
  }

  func fault(_ sample: Int, channel: Int, _ reason: String) -> DatasetError {
    .malformed(
      path, "sample \(sample), counted from 0: the map \"\(columns[channel].name)\" \(reason)")
  }

  private static func column(
    _ file: FileReader, _ name: String, sampleCount: Int, fileSize: Int
  ) throws(HDF5Error) -> Column {
    let path = HDF5Table.inputPath(name)
    let packed = try DatasetReader(file, path)
    let shape = packed.shape
    guard shape.count == 3, shape.allSatisfy({ $0 > 0 }) else {
      throw HDF5Error(reason: "\(path) has the shape \(shape), not [samples, rows, columns]")
    }
    guard shape[0] == sampleCount else {
      throw HDF5Error(reason: "\(path) has \(shape[0]) samples, /labels has \(sampleCount)")
    }
    try checkSize(shape, path)
    var place: (Int, MapLayout)?
    if let offset = packed.offset, let type = packed.elementType {
      let layout = MapLayout(
        element: MapElement(type), rows: shape[1], columns: shape[2], isColumnMajor: false)
      // Divides, for a product of absurd dimensions could overflow.
      guard offset <= fileSize,
        shape[0] <= (fileSize - offset) / type.size / shape[1] / shape[2]
      else { throw HDF5Error(reason: "is cut short: \(path) does not fit it") }
      place = (offset, layout)
    }
    return Column(
      name: name, place: place, packed: packed,
      fullScale: try packed.number(HDF5Table.fullScaleAttribute))
  }

  /// Throws for dimensions whose products might overflow, or one map of which would fill the memory.
  static func checkSize(_ shape: [Int], _ path: String) throws(HDF5Error) {
    let (mapSize, overflow) = shape[1].multipliedReportingOverflow(by: shape[2])
    guard !overflow, mapSize <= greatestMapSize else {
      throw HDF5Error(reason: "\(path) has the shape \(shape), too large for maps")
    }
    // Leaves room for the bytes of a number and for many channels.
    guard shape[0] <= (Int.max >> 16) / mapSize else {
      throw HDF5Error(reason: "\(path) has the shape \(shape), too large for a dataset")
    }
  }
}
