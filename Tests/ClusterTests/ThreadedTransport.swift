import Experiment
import Foundation

@testable import Cluster

/// Workers on threads of this process: what MPI does on many, without it.
struct ThreadedTransport: CoordinatorTransport {
  /// What one worker is told, and where it answers.
  struct Wire: WorkerTransport {
    let worker: Int
    let inbox = Mailbox<CoordinatorMessage>()
    let outbox: Mailbox<(worker: Int, message: WorkerMessage)>

    func send(_ message: WorkerMessage) throws {
      // Through bytes, as between ranks.
      outbox.put((worker, try WorkerMessage(decoding: message.encoded)))
    }
    func poll() -> CoordinatorMessage? { inbox.poll() }
    func receive() -> CoordinatorMessage { inbox.take() }
  }

  private let wires: [Wire]
  private let fromWorkers = Mailbox<(worker: Int, message: WorkerMessage)>()

  init(_ setup: TrainingSetup, _ folders: RunFolders, workers: Int) {
    wires = (0..<workers).map { [fromWorkers] in Wire(worker: $0, outbox: fromWorkers) }
    for wire in wires {
      let thread = Thread {
        let runner = TrialRunner(setup, folders: folders)
        do { try Worker(transport: wire, runner: runner).run() } catch {
          wire.outbox.put((wire.worker, .broken(ExperimentError(.failure, "\(error)"))))
        }
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  var workerCount: Int { wires.count }
  func send(_ message: CoordinatorMessage, to worker: Int) { wires[worker].inbox.put(message) }
  func receive() -> (worker: Int, message: WorkerMessage) { fromWorkers.take() }
}
