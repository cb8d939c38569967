import MPI

/// The side of a worker on a rank other than 0.
struct MPIWorkerTransport: WorkerTransport {
  let communicator: Communicator

  func send(_ messages: [WorkerMessage]) throws {
    for packet in Packet.encode(messages) {
      try communicator.send(packet, to: 0, tag: Tag.toCoordinator)
    }
  }

  func poll() throws -> [CoordinatorMessage] {
    guard let envelope = try communicator.probe(from: 0, tag: Tag.toWorker) else { return [] }
    return try Packet.decodeCoordinatorMessages(communicator.receive(envelope))
  }

  func receive() throws -> [CoordinatorMessage] {
    while true {
      if let envelope = try communicator.waitForMessage(from: 0, tag: Tag.toWorker) {
        return try Packet.decodeCoordinatorMessages(communicator.receive(envelope))
      }
    }
  }
}
