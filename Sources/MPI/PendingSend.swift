import COpenMPI

/// A message on its way: it keeps the bytes until MPI does not need them any more.
///
/// To be asked `isDone` until that is true, or waited for; only the thread that may call MPI does so.
public final class PendingSend {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var request: MPI_Request?
  private var hasEnded = false

  init(
    _ message: [UInt8], _ start: (UnsafeMutableBufferPointer<UInt8>, inout MPI_Request?) -> Int32
  )
    throws(MPIError)
  {
    bytes = .allocate(capacity: message.count)
    _ = bytes.initialize(from: message)
    try check("MPI_Isend") { start(bytes, &request) }
  }

  // MPI may still read the bytes of a message that was given up: they are left to it.
  deinit { if hasEnded { bytes.deallocate() } }

  /// Moves the message on; whether its bytes have left.
  public func isDone() throws(MPIError) -> Bool {
    if hasEnded { return true }
    var done: Int32 = 0
    try check("MPI_Test") { MPI_Test(&request, &done, nil) }
    hasEnded = done != 0
    return hasEnded
  }

  /// Waits without spinning until the bytes have left.
  public func wait() throws(MPIError) {
    try Backoff.poll { () throws(MPIError) in try isDone() ? () : nil }
  }
}
