import Glibc
import MPI

extension Communicator {
  /// Each rank in turn is the root, for nothing, little and much.
  func playBroadcast() throws -> String {
    for root in 0..<size {
      for count in [0, 1, 70_001, 5_000_003] {
        let bytes = Self.pattern(count, from: root)
        let result = try broadcast(rank == root ? bytes : nil, from: root)
        try expectEqual(result == bytes, true, "\(count) bytes broadcast by \(root)")
      }
    }
    return "roots=\(size)"
  }

  /// Each rank in turn collects parts of different lengths, an empty one among them.
  func playGather() throws -> String {
    for root in 0..<size {
      let parts = try gather(Self.pattern(rank * 4_001, from: rank), at: root)
      let wanted = (0..<size).map { Self.pattern($0 * 4_001, from: $0) }
      try expectEqual(parts, rank == root ? wanted : nil, "gathered by \(root)")
    }
    return "roots=\(size)"
  }

  /// No rank leaves a barrier before the last has come to it.
  func playBarrier() throws -> String {
    for late in 0..<size {
      let start = ContinuousClock.now
      try barrier()
      if rank == late { usleep(50_000) }
      try barrier()
      if rank != late, ContinuousClock.now - start < .milliseconds(50) {
        throw Failure("rank \(rank) did not wait for rank \(late)")
      }
    }
    return "late=\(size)"
  }
}
