import Experiment
import Foundation
import Synchronization

/// Has a recorder write on a thread of its own, so that workers are answered while a disk is slow.
package final class RecorderThread: RunKeeping, @unchecked Sendable {
  private enum Order: Sendable {
    case note(RunNote)
    case end
  }

  // Only the thread touches the recorder until `finish` has seen the thread's end.
  private let recorder: RunRecorder
  private let orders = Mailbox<Order>()
  private let failure = Mutex<ExperimentError?>(nil)
  private let hasEnded = DispatchSemaphore(value: 0)

  /// Starts the thread.
  package init(_ recorder: RunRecorder) {
    self.recorder = recorder
    let thread = Thread { [self] in
      work()
      hasEnded.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  package func note(_ note: RunNote) throws {
    if let error = failure.withLock(\.self) { throw error }
    orders.put(.note(note))
  }

  package func finish() throws {
    orders.put(.end)
    hasEnded.wait()
    if let error = failure.withLock(\.self) { throw error }
  }

  private func work() {
    do throws(ExperimentError) {
      while try write(orders.take()) {}
    } catch {
      failure.withLock { $0 = error }
    }
  }

  /// Whether there is more to come.
  private func write(_ batch: [Order]) throws(ExperimentError) -> Bool {
    var isEnd = false
    for order in batch {
      guard case .note(let note) = order else {
        isEnd = true
        break
      }
      switch note {
      case .epochs(let trial, let records): recorder.add(records, trial: trial)
      case .accepted(let result, let point, let worker, let isBest):
        try recorder.accept(result, point: point, rank: worker, isBest: isBest)
      case .outlook(let left, let mayEndEarly):
        recorder.logEstimate(restartsLeft: left, mayEndEarly: mayEndEarly)
      case .discarded(let trial, let isCutOff): try recorder.discard(trial, isCutOff: isCutOff)
      case .timeIsUp: recorder.noteEndOfTime()
      case .windowHolds(let variant, let other, let idle):
        recorder.warnOfWindow(variant: variant, waitsFor: other, idleRanks: idle)
      }
    }
    try recorder.write()
    return !isEnd
  }
}
