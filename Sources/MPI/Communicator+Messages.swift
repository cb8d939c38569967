import COpenMPI

extension Communicator {
  /// Sends `bytes` to a rank and returns when they may be forgotten here.
  ///
  /// Up to some kilobytes that is at once; a longer message waits until the other side receives it, so two ranks must not
  /// send such messages to each other at the same time. Messages of one rank to another arrive in the order of sending.
  public func send(_ bytes: [UInt8], to rank: Int, tag: Int32) throws(MPIError) {
    let destination = try peer(rank, in: "MPI_Isend")
    let count = try length(bytes.count, in: "MPI_Isend")
    try bytes.withUnsafeBufferPointer { buffer throws(MPIError) in
      try complete("MPI_Isend") { request in
        MPI_Isend(buffer.baseAddress, count, openmpi_byte(), destination, tag, handle, &request)
      }
    }
  }

  /// Sends `bytes` to a rank without waiting, not even for a rank that sends a long message itself.
  public func startSending(
    _ bytes: [UInt8], to rank: Int, tag: Int32
  ) throws(MPIError) -> PendingSend {
    let destination = try peer(rank, in: "MPI_Isend")
    let count = try length(bytes.count, in: "MPI_Isend")
    return try PendingSend(bytes) { buffer, request in
      MPI_Isend(buffer.baseAddress, count, openmpi_byte(), destination, tag, handle, &request)
    }
  }

  /// Looks once, without waiting, for a message from `source` (any rank if nil) with `tag` (any if nil).
  ///
  /// One look can miss a message that has already arrived; `waitForMessage` looks several times.
  public func probe(from source: Int? = nil, tag: Int32? = nil) throws(MPIError) -> Envelope? {
    var origin = MPI_ANY_SOURCE
    if let source { origin = try peer(source, in: "MPI_Iprobe") }
    var found: Int32 = 0
    var status = MPI_Status()
    try check("MPI_Iprobe") {
      MPI_Iprobe(origin, tag ?? MPI_ANY_TAG, handle, &found, &status)
    }
    guard found != 0 else { return nil }
    var count: Int32 = 0
    try check("MPI_Get_count") { MPI_Get_count(&status, openmpi_byte(), &count) }
    return Envelope(
      source: Int(status.MPI_SOURCE), tag: status.MPI_TAG, byteCount: Int(count))
  }

  /// Waits for a message without spinning; nil when none has come after `timeout`.
  ///
  /// A timeout of zero is a thorough look. Without a timeout it waits for ever.
  public func waitForMessage(
    from source: Int? = nil, tag: Int32? = nil, timeout: Duration? = nil
  ) throws(MPIError) -> Envelope? {
    try Backoff.poll(timeout: timeout) { () throws(MPIError) in
      try probe(from: source, tag: tag)
    }
  }

  /// Receives the message that `probe` or `waitForMessage` found.
  public func receive(_ envelope: Envelope) throws(MPIError) -> [UInt8] {
    let source = try peer(envelope.source, in: "MPI_Irecv")
    let count = try length(envelope.byteCount, in: "MPI_Irecv")
    var bytes = [UInt8](repeating: 0, count: envelope.byteCount)
    try bytes.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try complete("MPI_Irecv") { request in
        MPI_Irecv(
          buffer.baseAddress, count, openmpi_byte(), source, envelope.tag, handle, &request)
      }
    }
    return bytes
  }
}
