import Files
import PNG

/// PNG images that hold one map each: the first channel, over full brightness.
struct PNGFormat: MapFileFormat {
  /// The longest file and the largest image that are read: a wrong one must not fill the memory.
  private static let greatestSize = 1 << 30
  /// The first file's header.
  let header: PNGImage.Header

  var shape: [Int] { [header.rows, header.columns] }

  init(of file: borrowing ReadableFile) throws(DatasetError) {
    var bytes: [UInt8] = []
    let count = try Self.load(file, &bytes)
    do { header = try PNGImage.header(bytes.span.extracting(..<count)) } catch {
      throw .malformed(file.path, error.reason)
    }
    if header.rows * header.columns > Self.greatestSize {
      throw .malformed(file.path, "has the shape \(shape), too large for a map")
    }
  }

  func read(
    _ file: borrowing ReadableFile, into scratch: inout MapScratch
  ) throws(DatasetError) -> [Int] {
    let found = try readPixels(file, into: &scratch)
    let count = found.rows * found.columns
    guard [found.rows, found.columns] == shape else { return [found.rows, found.columns] }
    scratch.values.makeRoom(count)
    let fullScale = Double(found.fullScale)
    for index in 0..<count { scratch.values[index] = Double(scratch.pixels[index]) / fullScale }
    return shape
  }

  /// Reads a file's numbers as they are stored into `scratch.pixels`, if it has the shape of the first;
  /// its header.
  func readPixels(
    _ file: borrowing ReadableFile, into scratch: inout MapScratch
  ) throws(DatasetError) -> PNGImage.Header {
    let count = try Self.load(file, &scratch.bytes)
    do {
      return try scratch.decodeImage(count, ifShaped: shape)
    } catch {
      throw .malformed(file.path, error.reason)
    }
  }

  private static func load(
    _ file: borrowing ReadableFile, _ bytes: inout [UInt8]
  ) throws(DatasetError) -> Int {
    let size = file.sizeWhenOpened
    if size == 0 { throw .malformed(file.path, "is empty") }
    if size > greatestSize { throw .malformed(file.path, "has \(size) bytes, too many for a map") }
    let count = try file.fill(&bytes, at: 0, count: size)
    if bytes.starts(with: NpyHeader.magic) {
      throw .malformed(file.path, "is an .npy file: choose the loader LoaderMultichannelArray")
    }
    return count
  }
}
