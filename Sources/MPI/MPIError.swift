import COpenMPI

/// A failed MPI call: its name, the code it returned, and what that means.
public struct MPIError: Error, Equatable, CustomStringConvertible {
  /// The name of the call, such as `MPI_Isend`.
  public let call: String
  /// The code that it returned, an error class such as `MPI_ERR_RANK`.
  public let code: Int32
  /// What is wrong, in words.
  public let reason: String

  /// Makes an error that MPI itself would not have found, or not have explained.
  init(call: String, code: Int32, reason: String) {
    self.call = call
    self.code = code
    self.reason = reason
  }

  /// Makes an error from a code that `call` returned, in MPI's own words.
  init(call: String, code: Int32) {
    var length: Int32 = 0
    let text = [UInt8](unsafeUninitializedCapacity: Int(MPI_MAX_ERROR_STRING)) { buffer, count in
      buffer.withMemoryRebound(to: CChar.self) {
        if MPI_Error_string(code, $0.baseAddress, &length) == MPI_SUCCESS { count = Int(length) }
      }
    }
    let reason = text.isEmpty ? "unknown error \(code)" : String(decoding: text, as: UTF8.self)
    self.init(call: call, code: code, reason: reason)
  }

  /// One line: the call, a colon, the reason.
  public var description: String { "\(call): \(reason)" }
}

/// Runs an MPI call. The one place where MPI's return codes become errors.
func check(_ call: String, _ body: () -> Int32) throws(MPIError) {
  let code = body()
  if code != MPI_SUCCESS { throw MPIError(call: call, code: code) }
}
