import MPI

/// Rank 0's wires: to the worker on its own rank through memory, to those on other ranks through MPI.
///
/// One thread alone, the one that initialized MPI, uses it.
final class MPICoordinatorTransport: CoordinatorTransport {
  private let communicator: Communicator
  private let local: LocalTransport
  private var queue: SendQueue
  private var pause = PollingPause()

  init(_ communicator: Communicator, local: LocalTransport) {
    self.communicator = communicator
    self.local = local
    queue = SendQueue(communicator, tag: Tag.toWorker)
  }

  var workerCount: Int { communicator.size }

  var now: Double { TransportClock.now }

  func send(_ messages: [CoordinatorMessage], to worker: Int) throws {
    if worker == 0 { return local.send(messages, to: 0) }
    try queue.send(Packet.encode(messages), to: worker)
  }

  func receive(until deadline: Double) throws -> (worker: Int, messages: [WorkerMessage])? {
    while true {
      let messages = local.fromWorker.poll()
      if !messages.isEmpty { return (0, messages) }
      // One look can miss a message that has arrived; a timeout of zero looks several times.
      if let envelope = try communicator.waitForMessage(tag: Tag.toCoordinator, timeout: .zero) {
        pause = PollingPause()
        let bytes = try communicator.receive(envelope)
        return (envelope.source, try Packet.decodeWorkerMessages(bytes))
      }
      try queue.moveOn()
      let rest = deadline - now
      guard rest > 0 else { return nil }
      local.fromWorker.wait(seconds: min(pause.next(), rest))
    }
  }

  func finish() throws { try queue.wait(untilAtMost: 0) }
}

/// The tags of the two directions.
enum Tag {
  static let toWorker: Int32 = 1
  static let toCoordinator: Int32 = 2
}
