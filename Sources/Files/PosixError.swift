import Foundation

/// A failed call to the operating system: what was called, on which path, and `errno`.
public struct PosixError: Error, Equatable, CustomStringConvertible {
  /// The name of the call, such as `open`.
  public let call: String
  /// The path that the call was about.
  public let path: String
  /// The raw `errno`.
  public let code: Int32

  /// Makes an error from a call's name, its path and `errno`.
  public init(call: String, path: String, code: Int32) {
    self.call = call
    self.path = path
    self.code = code
  }

  /// Whether the path, or a folder on the way to it, does not exist.
  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  /// One line: the path, the reason in words, the call.
  public var description: String { "\(path): \(reason) (\(call))" }

  /// What went wrong, in the system's words.
  public var reason: String { String(cString: strerror(code)) }
}

/// Runs a C call that returns a negative number on failure, repeating it when a signal interrupts it.
///
/// The one place where return codes of the operating system become errors.
@discardableResult
func check<Result: SignedInteger>(
  _ call: String, _ path: String, _ body: () -> Result
) throws(PosixError) -> Result {
  while true {
    let result = body()
    if result >= 0 { return result }
    let code = errno
    if code != EINTR { throw PosixError(call: call, path: path, code: code) }
  }
}
