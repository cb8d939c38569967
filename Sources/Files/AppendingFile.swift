import Foundation

/// A new file that grows at its end. Closed at the latest when the object goes.
public final class AppendingFile {
  /// The path as it was given.
  public let path: String
  /// Negative once closed.
  private var descriptor: Int32

  /// Creates the file; one that exists already is an error (`EEXIST`).
  public init(creating path: String) throws(PosixError) {
    self.path = path
    descriptor = try check("open", path) {
      open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o644)
    }
  }

  /// Hands `bytes` over to the system.
  public func append(_ bytes: [UInt8]) throws(PosixError) {
    precondition(descriptor >= 0, "\(path) is closed")
    var written = 0
    while written < bytes.count {
      written += try check("write", path) {
        bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, $0.count - written) }
      }
    }
  }

  /// Closes the file; a second call does nothing.
  public func close() throws(PosixError) {
    if descriptor < 0 { return }
    defer { descriptor = -1 }
    // Not repeated after EINTR: on Linux the descriptor is gone either way.
    if Glibc.close(descriptor) < 0 && errno != EINTR {
      throw PosixError(call: "close", path: path, code: errno)
    }
  }

  deinit { if descriptor >= 0 { _ = Glibc.close(descriptor) } }
}
