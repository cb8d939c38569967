/// The wires between a coordinator and the one worker in the same process.
struct LocalTransport: CoordinatorTransport, Sendable {
  /// What the worker has sent.
  let fromWorker = Mailbox<WorkerMessage>()
  /// What the worker has to read.
  let toWorker = Mailbox<CoordinatorMessage>()

  var workerCount: Int { 1 }

  func send(_ message: CoordinatorMessage, to worker: Int) { toWorker.put(message) }

  func receive() -> (worker: Int, message: WorkerMessage) { (0, fromWorker.take()) }

  /// The worker's side.
  var worker: LocalWorkerTransport {
    LocalWorkerTransport(outbox: fromWorker, inbox: toWorker)
  }
}

/// The side of a worker in the coordinator's process.
struct LocalWorkerTransport: WorkerTransport, Sendable {
  let outbox: Mailbox<WorkerMessage>
  let inbox: Mailbox<CoordinatorMessage>

  func send(_ message: WorkerMessage) { outbox.put(message) }
  func poll() -> CoordinatorMessage? { inbox.poll() }
  func receive() -> CoordinatorMessage { inbox.take() }
}
