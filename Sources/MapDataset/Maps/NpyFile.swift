import Files

/// An open `.npy` file that holds one map.
///
/// Read by `pread`, not mapped: a map is decoded once, and a file that is cut short meanwhile is an
/// error instead of a SIGBUS.
struct NpyFile: ~Copyable {
  /// NumPy pads most headers to this size.
  private static let usualHeaderSize = 128

  let header: NpyHeader
  private let file: ReadableFile

  /// Reads and checks the header of `file`.
  init(_ file: consuming ReadableFile) throws(DatasetError) {
    var bytes = try file.bytes(at: 0, atMost: Self.usualHeaderSize)
    let path = file.path
    let size = try Self.malformed(path) { () throws(NpyError) in try NpyHeader.size(prefix: bytes) }
    if size > bytes.count { bytes = try file.bytes(at: 0, atMost: size) }
    let fileSize = try file.byteCount()
    header = try Self.malformed(path) { () throws(NpyError) in
      try NpyHeader(Array(bytes.prefix(size)), fileSize: fileSize)
    }
    self.file = file
  }

  /// An error if the map has not the shape of the others.
  func check(shape: [Int]) throws(DatasetError) {
    if header.shape != shape {
      throw .malformed(
        file.path, "has the shape \(header.shape), the maps before it \(shape)")
    }
  }

  /// The map's values, row after row; NaN, infinity and what single precision cannot hold are
  /// errors.
  func values() throws(DatasetError) -> [Double] {
    let bytes = try file.bytes(at: header.dataOffset, atMost: header.dataSize)
    guard bytes.count == header.dataSize else {
      throw .malformed(file.path, "was cut short while it was read")
    }
    let values = header.decode(bytes.span.bytes)
    if let index = values.firstIndex(where: { !Float($0).isFinite }) {
      let (row, column) = index.quotientAndRemainder(dividingBy: header.columns)
      throw .malformed(
        file.path,
        "holds \(values[index]) at [\(row), \(column)]; values must be finite in single precision")
    }
    return values
  }

  private static func malformed<Result>(
    _ path: String, _ parse: () throws(NpyError) -> Result
  ) throws(DatasetError) -> Result {
    do {
      return try parse()
    } catch {
      throw .malformed(path, error.reason)
    }
  }
}
