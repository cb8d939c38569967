import Experiment
import TrialSearch

/// A worker's loop: runs the trials that the coordinator hands out, on any rank.
final class Worker {
  /// Epochs are reported together, so that short ones do not drown the coordinator in messages.
  private static let reportPeriod = Duration.milliseconds(100)
  /// Ends of trials are told together as well, but no later than this.
  private static let longestDelay = Duration.milliseconds(10)

  private let transport: any WorkerTransport
  private let runner: any TrialRunning
  /// The trials to run; those before `next` are taken out.
  private var queue: [Assignment] = []
  private var next = 0
  private var isOver = false
  /// What the coordinator is to be told.
  private var outbox: [WorkerMessage] = [.ready]
  private var lastSending = ContinuousClock.now
  /// The running trial, and what it was told.
  private var running: TrialID?
  private var interruption: TrialInterruption?
  private var transportError: (any Error)?

  init(transport: any WorkerTransport, runner: any TrialRunning) {
    self.transport = transport
    self.runner = runner
  }

  /// Runs trials until the coordinator says that there are no more.
  func run() throws {
    while !isOver {
      try takeMessages(transport.poll())
      if let assignment = popTrial() {
        do {
          try run(assignment)
        } catch let error as ExperimentError {
          outbox.append(.broken(error))
        }
        // The last of them are told in time for the answer to be here when it is needed.
        if outbox.count >= queue.count - next
          || ContinuousClock.now - lastSending > Self.longestDelay
        {
          try send()
        }
      } else if !isOver {
        try send()
        try takeMessages(transport.receive())
      }
    }
  }

  private func popTrial() -> Assignment? {
    guard next < queue.count else {
      queue.removeAll(keepingCapacity: true)
      next = 0
      return nil
    }
    next += 1
    return queue[next - 1]
  }

  private func send() throws {
    if !outbox.isEmpty { try transport.send(outbox) }
    outbox.removeAll(keepingCapacity: true)
    lastSending = .now
  }

  private func takeMessages(_ messages: [CoordinatorMessage]) throws {
    for message in messages {
      switch message {
      case .start(let assignment): queue.append(assignment)
      case .stop(let trial):
        if trial == running {
          interruption = .stop
        } else if let index = queue[next...].firstIndex(where: { $0.trial == trial }) {
          queue.remove(at: index)
          outbox.append(.stopped(trial))
        }
      case .prune(let trial): if trial == running && interruption == nil { interruption = .prune }
      case .shutDown: isOver = true
      }
    }
  }

  private func run(_ assignment: Assignment) throws {
    let trial = assignment.trial
    running = trial
    interruption = nil
    defer { running = nil }
    var unreported: [EpochRecord] = []
    var lastReport = ContinuousClock.now
    let result = try runner.run(
      assignment,
      interruption: {
        attempt { try takeMessages(transport.poll()) }
        return transportError == nil ? interruption : .stop
      },
      report: { record in
        unreported.append(record)
        guard ContinuousClock.now - lastReport > Self.reportPeriod else { return }
        outbox.append(.epochs(trial, unreported))
        attempt { try send() }
        unreported = []
        lastReport = .now
      })
    if let transportError { throw transportError }
    guard let result else { return outbox.append(.stopped(trial)) }
    if !unreported.isEmpty { outbox.append(.epochs(trial, unreported)) }
    outbox.append(.ended(result))
  }

  /// Keeps the first error for when the trial has come to a stop.
  private func attempt(_ body: () throws -> Void) {
    guard transportError == nil else { return }
    do { try body() } catch { transportError = error }
  }
}
