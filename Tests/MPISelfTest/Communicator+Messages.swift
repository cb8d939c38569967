import MPI

extension Communicator {
  /// Bytes that depend on the sender, with counted marks along them, so that a mix-up shows.
  static func pattern(_ count: Int, from rank: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: UInt8(rank), count: count)
    for (mark, place) in stride(from: 0, to: count, by: 1009).enumerated() {
      bytes[place] = UInt8(truncatingIfNeeded: mark)
    }
    return bytes
  }

  /// Receives the next message with this tag from this rank.
  func next(from source: Int? = nil, tag: Int32? = nil) throws -> [UInt8] {
    guard let envelope = try waitForMessage(from: source, tag: tag) else {
      throw Failure("a wait without timeout ended without a message")
    }
    return try receive(envelope)
  }

  /// Every other rank echoes what rank 0 sends it: sizes about the limits of the transport's protocols.
  func playRoundTrip() throws -> String {
    let sizes = [0, 1, 511, 4095, 4096, 4097, 65_537, 3_000_001]
    for size in sizes {
      if rank == 0 {
        for peer in 1..<self.size {
          try send(Self.pattern(size, from: peer), to: peer, tag: 5)
        }
        for peer in 1..<self.size {
          let echo = try next(from: peer, tag: 6)
          try expectEqual(
            echo == Self.pattern(size, from: peer), true, "\(size) bytes back from \(peer)")
        }
      } else {
        try send(try next(from: 0, tag: 5), to: 0, tag: 6)
      }
    }
    return "sizes=\(sizes.count)"
  }

  /// Many small messages from every rank at once: each sender's arrive in order, none is lost.
  func playOrder() throws -> String {
    let count = 2000
    guard rank == 0 else {
      for number in 0..<count { try send(Array("\(number)".utf8), to: 0, tag: Int32(number % 3)) }
      return ""
    }
    var received = [Int](repeating: 0, count: size)
    for _ in 0..<count * (size - 1) {
      guard let envelope = try waitForMessage(timeout: .seconds(20)) else {
        throw Failure("messages got lost: received \(received) of \(count) from each rank")
      }
      let number = received[envelope.source]
      try expectEqual(envelope.tag, Int32(number % 3), "tag of message \(number)")
      try expectEqual(
        String(decoding: try receive(envelope), as: UTF8.self), "\(number)",
        "message from \(envelope.source)")
      received[envelope.source] += 1
    }
    return "messages=\(received.reduce(0, +))"
  }

  /// Looks by source and tag find what fits and nothing else; a wait ends at its timeout.
  func playProbe() throws -> String {
    if rank != 0 {
      try send([UInt8(rank)], to: 0, tag: Int32(10 + rank))
      try barrier()
      return ""
    }
    let last = size - 1
    guard let envelope = try waitForMessage(from: last) else { throw Failure("no message") }
    try expectEqual(envelope.source, last, "source")
    try expectEqual(envelope.tag, Int32(10 + last), "tag")
    try expectEqual(envelope.byteCount, 1, "bytes")
    try expectEqual(try waitForMessage(from: last, tag: 99, timeout: .zero), nil, "another tag")
    try expectEqual(try probe(from: 0), nil, "a message from this rank itself")
    let start = ContinuousClock.now
    try expectEqual(try waitForMessage(tag: 99, timeout: .milliseconds(60)), nil, "after a wait")
    let waited = ContinuousClock.now - start
    if waited < .milliseconds(60) { throw Failure("the wait ended after \(waited)") }
    for peer in 1..<size {
      try expectEqual(try next(tag: Int32(10 + peer)), [UInt8(peer)], "message of \(peer)")
    }
    try expectEqual(try waitForMessage(timeout: .zero), nil, "after the last message")
    try barrier()
    return "probed"
  }
}
