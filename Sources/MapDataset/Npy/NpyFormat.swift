import Files

/// `.npy` files that hold one map each.
struct NpyFormat: MapFileFormat {
  private let header: NpyHeader
  /// The header as it stands in the file.
  private let headerBytes: [UInt8]

  var shape: [Int] { header.layout.shape }
  /// The type of the file's numbers.
  var element: MapElement { header.layout.element }

  init(of file: borrowing ReadableFile) throws(DatasetError) {
    (header, headerBytes) = try Self.header(file)
  }

  func read(
    _ file: borrowing ReadableFile, into scratch: inout MapScratch
  ) throws(DatasetError) -> [Int] {
    let (layout, offset) = try locate(file, into: &scratch)
    if layout.shape == shape { scratch.decode(layout, at: offset) }
    return layout.shape
  }

  /// Reads another file's numbers, as they are, into `scratch.bytes`: how they lie there, and from which
  /// byte on. Numbers of another shape are not read.
  func locate(
    _ file: borrowing ReadableFile, into scratch: inout MapScratch
  ) throws(DatasetError) -> (layout: MapLayout, offset: Int) {
    // A header of the same bytes needs no second look: most files take a single read.
    let size = header.dataOffset + header.layout.byteCount
    if file.sizeWhenOpened >= size {
      let filled = try file.fill(&scratch.bytes, at: 0, count: size)
      if filled == size && scratch.bytes.starts(with: headerBytes) {
        return (header.layout, header.dataOffset)
      }
    }
    let (other, _) = try Self.header(file)
    if other.layout.shape != shape { return (other.layout, 0) }
    let filled = try file.fill(
      &scratch.bytes, at: other.dataOffset, count: other.layout.byteCount)
    guard filled == other.layout.byteCount else {
      throw .malformed(file.path, "was cut short while it was read")
    }
    return (other.layout, 0)
  }

  private static func header(
    _ file: borrowing ReadableFile
  ) throws(DatasetError) -> (NpyHeader, [UInt8]) {
    // The longest fixed part of any version.
    let prefix = try file.bytes(at: 0, atMost: 12)
    do throws(NpyError) {
      let size = try NpyHeader.size(prefix: prefix)
      let bytes: [UInt8]
      do { bytes = try file.bytes(at: 0, atMost: size) } catch {
        throw NpyError(reason: error.reason)
      }
      return (try NpyHeader(bytes, fileSize: file.sizeWhenOpened), bytes)
    } catch {
      throw .malformed(file.path, error.reason)
    }
  }
}
