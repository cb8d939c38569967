import Foundation

/// A file's bytes, mapped read-only; the mapping ends with the object.
public final class MappedFile: @unchecked Sendable {
  /// The path as it was given.
  public let path: String
  private let bytes: UnsafeRawBufferPointer

  /// The number of bytes.
  public var count: Int { bytes.count }

  /// Maps the file at `path`.
  public init(path: String) throws(PosixError) {
    let descriptor = try check("open", path) { open(path, O_RDONLY | O_CLOEXEC) }
    defer { close(descriptor) }
    var status = stat()
    try check("fstat", path) { fstat(descriptor, &status) }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw PosixError(call: "open", path: path, code: EISDIR)
    }
    self.path = path
    let size = Int(status.st_size)
    if size == 0 {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      address != MAP_FAILED
    else { throw PosixError(call: "mmap", path: path, code: errno) }
    bytes = UnsafeRawBufferPointer(start: address, count: size)
  }

  /// Lets `body` read the bytes, which are valid until it returns.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(bytes)
  }

  deinit {
    if let address = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: address), bytes.count)
    }
  }
}
