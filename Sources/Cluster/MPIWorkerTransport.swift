import MPI

/// The side of a worker on a rank other than 0.
///
/// Even a short message is only done when rank 0 has looked for it: a worker that waited for that would not
/// train meanwhile.
final class MPIWorkerTransport: WorkerTransport {
  /// A rank 0 that has fallen behind by so many packets is waited for.
  private static let mostPending = 64

  private let communicator: Communicator
  private var queue: SendQueue

  init(_ communicator: Communicator) {
    self.communicator = communicator
    queue = SendQueue(communicator, tag: Tag.toCoordinator)
  }

  func send(_ messages: [WorkerMessage]) throws {
    try queue.send(Packet.encode(messages), to: 0)
    if queue.count > Self.mostPending { try queue.wait(untilAtMost: Self.mostPending / 2) }
  }

  func poll() throws -> [CoordinatorMessage] {
    try queue.moveOn()
    guard let envelope = try communicator.probe(from: 0, tag: Tag.toWorker) else { return [] }
    return try Packet.decodeCoordinatorMessages(communicator.receive(envelope))
  }

  func receive() throws -> [CoordinatorMessage] {
    // Looking moves on what is pending as well.
    try queue.moveOn()
    while true {
      if let envelope = try communicator.waitForMessage(from: 0, tag: Tag.toWorker) {
        return try Packet.decodeCoordinatorMessages(communicator.receive(envelope))
      }
    }
  }
}
