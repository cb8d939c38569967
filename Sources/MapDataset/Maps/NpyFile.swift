import Files

/// A mapped `.npy` file that holds one map.
struct NpyFile {
  let header: NpyHeader
  private let file: MappedFile

  /// Reads and checks the header of `file`.
  init(_ file: MappedFile) throws(DatasetError) {
    do {
      header = try file.withBytes { (bytes) throws(NpyError) in
        // The longest fixed part of any version.
        let size = try NpyHeader.size(prefix: Array(bytes.prefix(12)))
        return try NpyHeader(Array(bytes.prefix(size)), fileSize: bytes.count)
      }
    } catch {
      throw .malformed(file.path, error.reason)
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
    guard try isWhole() else { throw .malformed(file.path, "was cut short while it was read") }
    let values = file.withBytes { bytes in
      header.decode(
        RawSpan(_unsafeBytes: bytes).extracting(
          header.dataOffset..<header.dataOffset + header.dataSize))
    }
    if let index = values.firstIndex(where: { !Float($0).isFinite }) {
      let (row, column) = index.quotientAndRemainder(dividingBy: header.columns)
      throw .malformed(
        file.path,
        "holds \(values[index]) at [\(row), \(column)]; values must be finite in single precision")
    }
    return values
  }

  private func isWhole() throws(DatasetError) -> Bool {
    do { return try file.isWhole() } catch { throw DatasetError(error) }
  }
}
