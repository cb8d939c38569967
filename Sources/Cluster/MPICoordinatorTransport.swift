import MPI

/// Rank 0's wires: to the worker on its own rank through memory, to those on other ranks through MPI.
///
/// One thread alone, the one that initialized MPI, uses it.
final class MPICoordinatorTransport: CoordinatorTransport {
  /// With nothing to do, looking for messages costs less than 1% of a core at this pace, and a message
  /// waits no longer.
  private static let longestPause = 0.005

  private let communicator: Communicator
  private let local: LocalTransport

  init(_ communicator: Communicator, local: LocalTransport) {
    self.communicator = communicator
    self.local = local
  }

  var workerCount: Int { communicator.size }

  func send(_ message: CoordinatorMessage, to worker: Int) throws {
    if worker == 0 {
      local.send(message, to: 0)
    } else {
      try communicator.send(message.encoded, to: worker, tag: Tag.toWorker)
    }
  }

  func receive() throws -> (worker: Int, message: WorkerMessage) {
    var pause = 0.0005
    while true {
      if let message = local.fromWorker.poll() { return (0, message) }
      // One look can miss a message that has arrived; a timeout of zero looks several times.
      if let envelope = try communicator.waitForMessage(tag: Tag.toCoordinator, timeout: .zero) {
        let bytes = try communicator.receive(envelope)
        return (envelope.source, try WorkerMessage(decoding: bytes))
      }
      local.fromWorker.wait(seconds: pause)
      pause = min(pause * 2, Self.longestPause)
    }
  }
}

/// The tags of the two directions.
enum Tag {
  static let toWorker: Int32 = 1
  static let toCoordinator: Int32 = 2
}
