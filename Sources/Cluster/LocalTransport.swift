/// The wires between a coordinator and the one worker in the same process.
struct LocalTransport: CoordinatorTransport, Sendable {
  /// What the worker has sent.
  let fromWorker = Mailbox<WorkerMessage>()
  /// What the worker has to read.
  let toWorker = Mailbox<CoordinatorMessage>()

  var workerCount: Int { 1 }

  var now: Double { TransportClock.now }

  func send(_ messages: [CoordinatorMessage], to worker: Int) { toWorker.put(messages) }

  func receive(until deadline: Double) -> (worker: Int, messages: [WorkerMessage])? {
    var messages = fromWorker.poll()
    while messages.isEmpty {
      let rest = deadline - now
      guard rest > 0 else { return nil }
      fromWorker.wait(seconds: min(rest, 3600))
      messages = fromWorker.poll()
    }
    return (0, messages)
  }

  func finish() {}

  /// The worker's side.
  var worker: LocalWorkerTransport {
    LocalWorkerTransport(outbox: fromWorker, inbox: toWorker)
  }
}

/// The side of a worker in the coordinator's process.
struct LocalWorkerTransport: WorkerTransport, Sendable {
  let outbox: Mailbox<WorkerMessage>
  let inbox: Mailbox<CoordinatorMessage>

  func send(_ messages: [WorkerMessage]) { outbox.put(messages) }
  func poll() -> [CoordinatorMessage] { inbox.poll() }
  func receive() -> [CoordinatorMessage] { inbox.take() }
}
