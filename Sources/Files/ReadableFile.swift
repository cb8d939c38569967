import Foundation

/// A file open for reading at any offset; closed with the value.
///
/// A file that another process cuts short ends early here, where a mapping of it would end this
/// process.
public struct ReadableFile: ~Copyable, Sendable {
  /// The path as it was given.
  public let path: String
  /// The file's size in bytes when it was opened.
  public let sizeWhenOpened: Int
  private let descriptor: Int32

  /// Opens the file at `path`.
  public init(path: String) throws(PosixError) {
    (descriptor, sizeWhenOpened) = try openRegular(path)
    self.path = path
  }

  deinit { close(descriptor) }

  /// The file's size in bytes, as it is now.
  public func size() throws(PosixError) -> Int {
    var status = stat()
    try check("fstat", path) { fstat(descriptor, &status) }
    return Int(status.st_size)
  }

  /// Fills the first `count` bytes of `bytes` from `offset` of the file on and returns how many it filled:
  /// fewer only at the end of the file.
  public func read(
    into bytes: inout MutableRawSpan, count: Int, at offset: Int
  ) throws(PosixError) -> Int {
    precondition(count <= bytes.byteCount, "no room for \(count) bytes")
    var filled = 0
    while filled < count {
      let added = try check("pread", path) {
        bytes.withUnsafeMutableBytes {
          pread(descriptor, $0.baseAddress! + filled, count - filled, off_t(offset + filled))
        }
      }
      if added == 0 { break }
      filled += added
    }
    return filled
  }
}
