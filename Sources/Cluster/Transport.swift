/// The coordinator's side of the wires to its workers.
protocol CoordinatorTransport {
  /// The number of workers, which are numbered from 0; worker 0 runs on rank 0.
  var workerCount: Int { get }
  /// Sends to one worker.
  func send(_ message: CoordinatorMessage, to worker: Int) throws
  /// Waits, without spinning, for the next message of any worker.
  func receive() throws -> (worker: Int, message: WorkerMessage)
}

/// A worker's side of its wire to the coordinator.
protocol WorkerTransport {
  /// Sends to the coordinator.
  func send(_ message: WorkerMessage) throws
  /// The next message if there is one already.
  func poll() throws -> CoordinatorMessage?
  /// Waits, without spinning, for the next message.
  func receive() throws -> CoordinatorMessage
}
