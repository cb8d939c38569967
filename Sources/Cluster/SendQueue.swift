import MPI

/// What one rank sends to others without waiting for them.
struct SendQueue {
  private let communicator: Communicator
  private let tag: Int32
  /// Those that were not done when last looked at, the oldest first.
  private var pending: [PendingSend] = []

  init(_ communicator: Communicator, tag: Int32) {
    self.communicator = communicator
    self.tag = tag
  }

  /// The number of packets that have not left yet.
  var count: Int { pending.count }

  /// Sends packets, in this order.
  mutating func send(_ packets: [[UInt8]], to rank: Int) throws(MPIError) {
    for packet in packets {
      let sending = try communicator.startSending(packet, to: rank, tag: tag)
      if try !sending.isDone() { pending.append(sending) }
    }
  }

  /// Moves on what is pending.
  mutating func moveOn() throws {
    guard !pending.isEmpty else { return }
    pending = try pending.filter { sending throws(MPIError) in try !sending.isDone() }
  }

  /// Waits, without spinning, until no more than `limit` packets are pending.
  mutating func wait(untilAtMost limit: Int) throws(MPIError) {
    while pending.count > limit { try pending.removeFirst().wait() }
  }
}
