import COpenMPI

/// A group of ranks that exchange messages of bytes, at most 2,147,483,647 bytes each.
///
/// A value may be passed between threads; which of them may call it when is what
/// the `ThreadLevel` of the `MPIEnvironment` says. Every wait sleeps between looks (see `Backoff`).
public struct Communicator: @unchecked Sendable {
  /// This process's number in the group, from 0.
  public let rank: Int
  /// The number of ranks in the group.
  public let size: Int
  /// The name of the host that this rank runs on.
  public let hostName: String

  /// Open MPI's handle: constant, and the object behind it belongs to the library, hence Sendable.
  let handle: MPI_Comm

  init(_ handle: MPI_Comm) throws(MPIError) {
    var rank: Int32 = 0
    var size: Int32 = 0
    try check("MPI_Comm_rank") { MPI_Comm_rank(handle, &rank) }
    try check("MPI_Comm_size") { MPI_Comm_size(handle, &size) }
    self.rank = Int(rank)
    self.size = Int(size)
    self.handle = handle

    var name = [CChar](repeating: 0, count: Int(MPI_MAX_PROCESSOR_NAME))
    var length: Int32 = 0
    try check("MPI_Get_processor_name") { MPI_Get_processor_name(&name, &length) }
    let bytes = name.prefix(Int(length)).map(UInt8.init(bitPattern:))
    hostName = String(decoding: bytes, as: UTF8.self)
  }

  /// `rank` as MPI takes it. Negative numbers have meanings of their own there, so they stop here.
  func peer(_ rank: Int, in call: String) throws(MPIError) -> Int32 {
    guard 0..<size ~= rank else {
      throw MPIError(
        call: call, code: MPI_ERR_RANK, reason: "there is no rank \(rank), only 0 to \(size - 1)")
    }
    return Int32(rank)
  }

  /// A number of bytes as MPI takes it.
  func length(_ byteCount: Int, in call: String) throws(MPIError) -> Int32 {
    guard let length = Int32(exactly: byteCount) else {
      throw MPIError(
        call: call, code: MPI_ERR_COUNT,
        reason: "\(byteCount) bytes are more than the \(Int32.max) that one call can carry")
    }
    return length
  }

  /// Starts a call that does not block, and waits for its end without spinning.
  func complete(
    _ call: String, _ start: (inout MPI_Request?) -> Int32
  ) throws(MPIError) {
    var request: MPI_Request?
    try check(call) { start(&request) }
    try Backoff.poll { () throws(MPIError) in
      var done: Int32 = 0
      try check(call) { MPI_Test(&request, &done, nil) }
      return done != 0 ? () : nil
    }
  }
}
