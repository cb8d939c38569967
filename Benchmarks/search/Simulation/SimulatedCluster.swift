import Cluster
import Experiment
import Foundation
import TrialSearch

/// Workers on a simulated clock and network, for the coordinator that runs on real ones.
///
/// What takes time: a message on its way; rank 0's pauses between looks and its work on a message; an idle
/// worker's pauses; the trials.
package final class SimulatedCluster: CoordinatorTransport {
  /// What is simulated.
  package struct Settings: Sendable {
    /// The number of workers.
    package var workers: Int
    /// How long a message is on its way, in seconds.
    package var latency = 5e-6
    /// How long rank 0 works on a message, in seconds; nil for as long as it really does.
    package var serviceTime: Double?
    /// How long a worker's trial takes, in seconds.
    package var duration: @Sendable (Assignment, _ worker: Int) -> Double
    /// How a trial comes out, apart from its timing.
    package var result: @Sendable (Assignment) -> TrialResult

    /// Makes settings.
    package init(
      workers: Int, latency: Double = 5e-6, serviceTime: Double? = nil,
      duration: @escaping @Sendable (Assignment, _ worker: Int) -> Double,
      result: @escaping @Sendable (Assignment) -> TrialResult
    ) {
      self.workers = workers
      self.latency = latency
      self.serviceTime = serviceTime
      self.duration = duration
      self.result = result
    }
  }

  private enum Happening {
    case reaches(worker: Int, [CoordinatorMessage])
    case ends(worker: Int, trial: TrialID)
    case reachesCoordinator(worker: Int, [WorkerMessage])
  }

  private struct Event: Comparable, Sendable {
    let time: Double
    let order: Int

    static func < (left: Event, right: Event) -> Bool {
      (left.time, left.order) < (right.time, right.order)
    }
  }

  private struct Worker {
    var queue: [Assignment] = []
    var running: Assignment?
    var start = 0.0
    var idleSince = 0.0
    /// The seconds that it ran trials.
    var busy = 0.0
    /// When its last trial ended.
    var lastEnd = 0.0
  }

  private let settings: Settings
  private var events = Heap<Event>()
  private var happenings: [Int: Happening] = [:]
  private var order = 0
  private var workers: [Worker]
  private var clock = 0.0
  private var pause = PollingPause()
  private var nextLook = 0.0
  private var lastReturn: Double?
  /// The messages that reached rank 0.
  package private(set) var messageCount = 0
  /// How long rank 0 worked on them, in seconds.
  package private(set) var serviceSeconds = 0.0

  /// Workers that report for duty at once.
  package init(_ settings: Settings) {
    self.settings = settings
    workers = Array(repeating: Worker(), count: settings.workers)
    for worker in workers.indices {
      add(settings.latency, .reachesCoordinator(worker: worker, [.ready]))
    }
  }

  package var workerCount: Int { workers.count }
  package var now: Double { clock }

  package func send(_ messages: [CoordinatorMessage], to worker: Int) {
    add(clock + settings.latency, .reaches(worker: worker, messages))
  }

  package func receive(
    until deadline: Double
  ) -> (worker: Int, messages: [WorkerMessage])? {
    serve()
    while let event = events.min, event.time <= deadline {
      _ = events.popMin()
      guard let happening = happenings.removeValue(forKey: event.order) else { continue }
      switch happening {
      case .reaches(let worker, let messages): take(messages, worker, at: event.time)
      case .ends(let worker, let trial): end(trial, worker, at: event.time)
      case .reachesCoordinator(let worker, let messages):
        look(at: event.time)
        messageCount += 1
        lastReturn = Self.threadSeconds
        return (worker, messages)
      }
    }
    clock = max(clock, deadline)
    return nil
  }

  package func finish() {}

  /// How long all workers ran trials, in seconds.
  package var busySeconds: Double { workers.reduce(0) { $0 + $1.busy } }
  /// When the last trial ended.
  package var makespan: Double { workers.map(\.lastEnd).max() ?? 0 }
  /// How long workers had nothing to do after their last trial, all together, in seconds.
  package var lastWaveIdleSeconds: Double {
    let makespan = makespan
    return workers.reduce(0) { $0 + makespan - $1.lastEnd }
  }

  /// The processor time of this thread: what others do on this machine does not count.
  private static var threadSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  private func add(_ time: Double, _ happening: Happening) {
    events.insert(Event(time: time, order: order))
    happenings[order] = happening
    order += 1
  }

  /// Lets the time pass that rank 0 took for the latest message.
  private func serve() {
    guard let lastReturn else { return }
    let seconds = settings.serviceTime ?? Self.threadSeconds - lastReturn
    serviceSeconds += seconds
    clock += seconds
    pause = PollingPause()
    nextLook = clock
    self.lastReturn = nil
  }

  /// Lets the time pass until rank 0 sees what has arrived at `time`.
  private func look(at time: Double) {
    while nextLook < time { nextLook += pause.next() }
    clock = max(clock, nextLook)
  }

  private func take(_ messages: [CoordinatorMessage], _ worker: Int, at time: Double) {
    for message in messages {
      switch message {
      case .start(let assignment):
        workers[worker].queue.append(assignment)
        if workers[worker].running == nil { start(worker, at: noticed(worker, time)) }
      case .stop(let trial), .prune(let trial):
        if workers[worker].running?.trial == trial {
          workers[worker].busy += time - workers[worker].start
          stop(trial, worker, at: time)
          start(worker, at: time)
        } else if let index = workers[worker].queue.firstIndex(where: { $0.trial == trial }) {
          workers[worker].queue.remove(at: index)
          add(time + settings.latency, .reachesCoordinator(worker: worker, [.stopped(trial)]))
        }
      case .shutDown: break
      }
    }
  }

  private func stop(_ trial: TrialID, _ worker: Int, at time: Double) {
    workers[worker].running = nil
    workers[worker].idleSince = time
    workers[worker].lastEnd = time
    add(time + settings.latency, .reachesCoordinator(worker: worker, [.stopped(trial)]))
  }

  /// When an idle worker, which pauses for 1 to 10 ms between its looks, sees what arrived at `time`.
  private func noticed(_ worker: Int, _ time: Double) -> Double {
    var look = workers[worker].idleSince
    var pause = 0.001
    while look < time, pause < 0.01 {
      look += pause
      pause *= 2
    }
    return look >= time ? look : look + ((time - look) / 0.01).rounded(.up) * 0.01
  }

  private func start(_ worker: Int, at time: Double) {
    guard workers[worker].running == nil, !workers[worker].queue.isEmpty else { return }
    let assignment = workers[worker].queue.removeFirst()
    workers[worker].running = assignment
    workers[worker].start = time
    add(
      time + settings.duration(assignment, worker),
      .ends(worker: worker, trial: assignment.trial))
  }

  private func end(_ trial: TrialID, _ worker: Int, at time: Double) {
    // It may have been stopped meanwhile.
    guard let assignment = workers[worker].running, assignment.trial == trial else { return }
    let seconds = time - workers[worker].start
    workers[worker].busy += seconds
    workers[worker].running = nil
    workers[worker].idleSince = time
    workers[worker].lastEnd = time
    var result = settings.result(assignment)
    result.timing.seconds = seconds
    add(time + settings.latency, .reachesCoordinator(worker: worker, [.ended(result)]))
    start(worker, at: time)
  }
}
