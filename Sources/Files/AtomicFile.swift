import Foundation

/// Writes files that are either whole or not there.
public enum AtomicFile {
  /// Writes `bytes` to `path`: a temporary file beside it, `fsync`, `rename`, `fsync` of the folder.
  ///
  /// A reader sees the old file or the new one, never a part, and so does whoever looks after a
  /// crash or a power cut. On failure the old file is untouched and the temporary one removed.
  /// Files that can be made again need not be durable: without the two `fsync` they are many
  /// times faster.
  public static func write(
    _ bytes: some Sequence<UInt8>, to path: String, isDurable: Bool = true
  ) throws(PosixError) {
    let temporary = path + ".tmp-\(getpid())"
    do {
      try create(temporary, Array(bytes), isDurable: isDurable)
      try check("rename", path) { rename(temporary, path) }
    } catch {
      unlink(temporary)
      throw error
    }
    if isDurable { try Directory.sync((path as NSString).deletingLastPathComponent) }
  }

  /// Writes the content of the file at `source` to `path`, in the same way.
  public static func copy(_ source: String, to path: String) throws(PosixError) {
    try write(try MappedFile(path: source).withBytes { Array($0) }, to: path)
  }

  /// Gives the file at `temporary`, on the same file system, the name `path`, once the disk has it.
  public static func publish(_ temporary: String, as path: String) throws(PosixError) {
    let descriptor = try check("open", temporary) { open(temporary, O_RDONLY | O_CLOEXEC) }
    defer { close(descriptor) }
    try check("fsync", temporary) { fsync(descriptor) }
    try Directory.move(temporary, to: path)
  }

  private static func create(
    _ path: String, _ bytes: [UInt8], isDurable: Bool
  ) throws(PosixError) {
    let descriptor = try check("open", path) {
      open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    }
    do {
      try writeAll(bytes, to: descriptor, path)
      if isDurable { try check("fsync", path) { fsync(descriptor) } }
    } catch {
      close(descriptor)
      throw error
    }
    // Not repeated after EINTR: on Linux the descriptor is gone either way.
    if close(descriptor) < 0 && errno != EINTR {
      throw PosixError(call: "close", path: path, code: errno)
    }
  }
}
