import Foundation

/// A file open for reading at any offset; closed with the value.
///
/// A file that another process cuts short ends early here, where a mapping of it would end this
/// process.
public struct ReadableFile: ~Copyable {
  /// The path as it was given.
  public let path: String
  private let descriptor: Int32

  /// Opens the file at `path`.
  public init(path: String) throws(PosixError) {
    let descriptor = try openRegular(path)
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// The file's size in bytes, as it is now.
  public func size() throws(PosixError) -> Int {
    var status = stat()
    try check("fstat", path) { fstat(descriptor, &status) }
    return Int(status.st_size)
  }

  /// Fills `bytes` from `offset` on and returns how many it filled: fewer only at the end of the
  /// file.
  public func read(into bytes: inout MutableRawSpan, at offset: Int) throws(PosixError) -> Int {
    var filled = 0
    while filled < bytes.byteCount {
      let count = try check("pread", path) {
        bytes.withUnsafeMutableBytes {
          pread(descriptor, $0.baseAddress! + filled, $0.count - filled, off_t(offset + filled))
        }
      }
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
