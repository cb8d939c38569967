import Foundation

/// A file that grows at its end, such as a log; closed with the object.
public final class AppendingFile: Sendable {
  /// The path as it was given.
  public let path: String
  private let descriptor: Int32

  /// Opens the file at `path`, creating it when it is not there.
  public convenience init(path: String) throws(PosixError) { try self.init(path, flags: 0) }

  /// Creates the file; one that exists already is an error (`EEXIST`).
  public convenience init(creating path: String) throws(PosixError) {
    try self.init(path, flags: O_EXCL)
  }

  private init(_ path: String, flags: Int32) throws(PosixError) {
    self.path = path
    descriptor = try check("open", path) {
      open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | flags, 0o644)
    }
  }

  deinit { close(descriptor) }

  /// Adds `bytes` as a whole: where only a part can be written, such as on a full disk, that is taken
  /// back before the error is thrown.
  public func appendWhole(_ bytes: [UInt8]) throws(PosixError) {
    let size = try check("lseek", path) { lseek(descriptor, 0, SEEK_END) }
    do { try append(bytes) } catch {
      ftruncate(descriptor, size)
      throw error
    }
  }

  /// Makes durable what was appended.
  public func sync() throws(PosixError) { try check("fsync", path) { fsync(descriptor) } }

  /// Hands `bytes` over to the system.
  public func append(_ bytes: [UInt8]) throws(PosixError) {
    try writeAll(bytes, to: descriptor, path)
  }
}

/// Writes all of `bytes` to an open file.
func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(PosixError) {
  var written = 0
  while written < bytes.count {
    written += try check("write", path) {
      bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, $0.count - written) }
    }
  }
}
