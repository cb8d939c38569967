import COpenMPI

/// Calls that every rank of the group makes, all in the same order.
extension Communicator {
  /// Waits until every rank has called this.
  public func barrier() throws(MPIError) {
    try complete("MPI_Ibarrier") { MPI_Ibarrier(handle, &$0) }
  }

  /// Gives every rank the bytes of rank `root`, which alone passes some.
  public func broadcast(_ bytes: [UInt8]?, from root: Int) throws(MPIError) -> [UInt8] {
    precondition((bytes != nil) == (rank == root), "the root and only the root passes bytes")
    let origin = try peer(root, in: "MPI_Ibcast")
    var count = try length(bytes?.count ?? 0, in: "MPI_Ibcast")
    try withUnsafeMutablePointer(to: &count) { count throws(MPIError) in
      try complete("MPI_Ibcast") { MPI_Ibcast(count, 1, openmpi_int32(), origin, handle, &$0) }
    }
    var result = bytes ?? [UInt8](repeating: 0, count: Int(count))
    try result.withUnsafeMutableBufferPointer { buffer throws(MPIError) in
      try complete("MPI_Ibcast") {
        MPI_Ibcast(buffer.baseAddress, count, openmpi_byte(), origin, handle, &$0)
      }
    }
    return result
  }

  /// The number of ranks on this rank's host.
  public func rankCountOnHost() throws(MPIError) -> Int {
    let names = try gather(Array("\(hostName)\n".utf8), at: 0)
    let all = try broadcast(names.map { Array($0.joined()) }, from: 0)
    return all.split(separator: UInt8(ascii: "\n")).count { $0.elementsEqual(hostName.utf8) }
  }

  /// Gives rank `root` the bytes of every rank, in the order of ranks; the others get nil.
  ///
  /// All together they may have 2,147,483,647 bytes.
  public func gather(_ bytes: [UInt8], at root: Int) throws(MPIError) -> [[UInt8]]? {
    let destination = try peer(root, in: "MPI_Igather")
    var count = try length(bytes.count, in: "MPI_Igather")
    var counts = [Int32](repeating: 0, count: rank == root ? size : 0)
    try withUnsafeMutablePointer(to: &count) { count throws(MPIError) in
      try counts.withUnsafeMutableBufferPointer { counts throws(MPIError) in
        try complete("MPI_Igather") {
          MPI_Igather(
            count, 1, openmpi_int32(), counts.baseAddress, 1, openmpi_int32(), destination, handle,
            &$0)
        }
      }
    }

    var ends: [Int] = []
    for count in counts { ends.append((ends.last ?? 0) + Int(count)) }
    _ = try length(ends.last ?? 0, in: "MPI_Igatherv")
    let starts = zip(ends, counts).map { Int32($0) - $1 }
    var all = [UInt8](repeating: 0, count: ends.last ?? 0)
    try all.withUnsafeMutableBufferPointer { all throws(MPIError) in
      try bytes.withUnsafeBufferPointer { bytes throws(MPIError) in
        try counts.withUnsafeBufferPointer { counts throws(MPIError) in
          try starts.withUnsafeBufferPointer { starts throws(MPIError) in
            try complete("MPI_Igatherv") {
              MPI_Igatherv(
                bytes.baseAddress, count, openmpi_byte(), all.baseAddress, counts.baseAddress,
                starts.baseAddress, openmpi_byte(), destination, handle, &$0)
            }
          }
        }
      }
    }
    guard rank == root else { return nil }
    return zip(starts, ends).map { Array(all[Int($0)..<$1]) }
  }
}
