import Experiment
import Foundation

@testable import Cluster

/// Workers on threads of this process: what MPI does on many, without it.
struct ThreadedTransport: CoordinatorTransport {
  /// What one worker is told, and where it answers.
  struct Wire: WorkerTransport {
    let worker: Int
    let inbox = Mailbox<CoordinatorMessage>()
    let outbox: Mailbox<(worker: Int, messages: [WorkerMessage])>

    func send(_ messages: [WorkerMessage]) throws {
      // Through bytes, as between ranks.
      for packet in Packet.encode(messages) {
        outbox.put((worker, try Packet.decodeWorkerMessages(packet)))
      }
    }
    func poll() -> [CoordinatorMessage] { inbox.poll() }
    func receive() -> [CoordinatorMessage] { inbox.take() }
  }

  private let wires: [Wire]
  private let fromWorkers = Mailbox<(worker: Int, messages: [WorkerMessage])>()
  private let received = Received()

  /// Messages that came together with the last one.
  private final class Received {
    var rest: ArraySlice<(worker: Int, messages: [WorkerMessage])> = []
  }

  init(_ setup: TrainingSetup, _ folders: RunFolders, workers: Int) {
    self.init(workers: workers) { TrialRunner(setup, folders: folders) }
  }

  init(workers: Int, _ makeRunner: @escaping @Sendable () -> any TrialRunning) {
    wires = (0..<workers).map { [fromWorkers] in Wire(worker: $0, outbox: fromWorkers) }
    for wire in wires {
      let thread = Thread {
        do { try Worker(transport: wire, runner: makeRunner()).run() } catch {
          wire.outbox.put((wire.worker, [.broken(ExperimentError(.failure, "\(error)"))]))
        }
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  var workerCount: Int { wires.count }
  var now: Double { TransportClock.now }

  func send(_ messages: [CoordinatorMessage], to worker: Int) throws {
    for packet in Packet.encode(messages) {
      wires[worker].inbox.put(try Packet.decodeCoordinatorMessages(packet))
    }
  }

  func receive(until deadline: Double) -> (worker: Int, messages: [WorkerMessage])? {
    while received.rest.isEmpty {
      let rest = deadline - now
      guard rest > 0 else { return nil }
      fromWorkers.wait(seconds: min(rest, 3600))
      received.rest = fromWorkers.poll()[...]
    }
    return received.rest.popFirst()
  }

  func finish() {}
}
