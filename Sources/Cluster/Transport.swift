/// The coordinator's side of the wires to its workers.
package protocol CoordinatorTransport {
  /// The number of workers, which are numbered from 0; worker 0 runs on rank 0.
  var workerCount: Int { get }
  /// The seconds since some instant.
  var now: Double { get }
  /// Sends to one worker, without waiting for it.
  func send(_ messages: [CoordinatorMessage], to worker: Int) throws
  /// Waits, without spinning, for the next messages of any worker; nil when there are none until
  /// `deadline`, on the clock of `now`.
  func receive(until deadline: Double) throws -> (worker: Int, messages: [WorkerMessage])?
  /// Waits until all that was sent has left.
  func finish() throws
}

/// A worker's side of its wire to the coordinator.
protocol WorkerTransport {
  /// Sends to the coordinator.
  func send(_ messages: [WorkerMessage]) throws
  /// The next messages if there are some already; empty else.
  func poll() throws -> [CoordinatorMessage]
  /// Waits, without spinning, for the next messages.
  func receive() throws -> [CoordinatorMessage]
}

/// The clock of transports that have no other.
enum TransportClock {
  private static let start = ContinuousClock.now

  /// The seconds since the first call.
  static var now: Double { (ContinuousClock.now - start) / .seconds(1) }
}
