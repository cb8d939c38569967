import Foundation

/// A file's bytes, mapped read-only; the mapping ends with the object.
public final class MappedFile: @unchecked Sendable {
  /// The path as it was given.
  public let path: String
  private let descriptor: Int32
  private let bytes: UnsafeRawBufferPointer

  /// The number of bytes when the file was mapped.
  public var count: Int { bytes.count }

  /// Maps the file at `path`.
  public init(path: String) throws(PosixError) {
    let (descriptor, size) = try openRegular(path)
    do {
      bytes = try Self.map(descriptor, size, path)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    if let address = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: address), bytes.count)
    }
    close(descriptor)
  }

  /// Lets `body` read the bytes, which are valid until it returns.
  ///
  /// Reading where a file has been cut short meanwhile ends the process: look at `isWhole` first.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(bytes)
  }

  /// Whether the file still has all the bytes that were mapped.
  public func isWhole() throws(PosixError) -> Bool {
    try Self.size(descriptor, path) >= bytes.count
  }

  private static func size(_ descriptor: Int32, _ path: String) throws(PosixError) -> Int {
    var status = stat()
    try check("fstat", path) { fstat(descriptor, &status) }
    return Int(status.st_size)
  }

  private static func map(
    _ descriptor: Int32, _ size: Int, _ path: String
  ) throws(PosixError) -> UnsafeRawBufferPointer {
    if size == 0 { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      address != MAP_FAILED
    else { throw PosixError(call: "mmap", path: path, code: errno) }
    return UnsafeRawBufferPointer(start: address, count: size)
  }
}
