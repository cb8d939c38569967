import CHDF5
import Synchronization

/// The library is not made for threads: whoever calls it goes through here, one at a time.
enum Library {
  private static let lock = Mutex<Bool>(false)

  /// Runs `body`, which calls the library, while no other thread does.
  static func exclusively<Result>(
    _ body: () throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    try lock.withLock { isPrepared throws(HDF5Error) -> Result in
      if !isPrepared {
        try check("use the HDF5 library") { hdf5_prepare() }
        isPrepared = true
      }
      try check("use the HDF5 library") { hdf5_be_quiet() }
      return try body()
    }
  }

  /// Runs `body` likewise where there is nothing to say of a failure, such as when closing.
  static func quietly(_ body: () -> Void) {
    lock.withLock { _ in
      if hdf5_be_quiet() >= 0 { body() }
    }
  }
}

/// Runs a call of the library that returns a negative number on failure.
///
/// The one place where its return codes become errors; `action` says what was to be done.
@discardableResult
func check<Code: SignedInteger>(
  _ action: String, _ body: () -> Code
) throws(HDF5Error) -> Code {
  let code = body()
  if code >= 0 { return code }
  var message = [CChar](repeating: 0, count: 8192)
  hdf5_last_message(&message)
  let reason = String(
    decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self
  ).replacing("\n", with: "")
  // Of a failed call to the system, its words alone: the library adds times, addresses and paths.
  if let words = reason.firstMatch(of: /error message = '([^']*)'/) {
    throw HDF5Error(reason: "cannot \(action): \(words.1)")
  }
  throw HDF5Error(reason: reason.isEmpty ? "cannot \(action)" : "cannot \(action): \(reason)")
}
