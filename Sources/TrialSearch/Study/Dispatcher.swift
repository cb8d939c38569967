/// Which worker runs which trial of a study. Pure state, like the study.
///
/// A worker with short trials holds a few ahead, so that it never waits for the next; what is held ahead is
/// little enough for the others to have work to the end.
public struct Dispatcher: Sendable {
  /// What the caller must do after something has happened.
  public enum Command: Sendable, Equatable {
    /// Tell a worker to run these trials after those it has.
    case start([Assignment], worker: Int)
    /// Tell a worker to stop this trial.
    case stop(TrialID, worker: Int)
    /// Tell a worker to end this trial as pruned.
    case prune(TrialID, worker: Int)
    /// Take this ended trial into the results.
    case accept(TrialID, isBest: Bool)
    /// Forget this ended or stopped trial.
    case discard(TrialID)
  }

  /// A worker that holds trials for so many seconds has no need to wait for an answer.
  private static let horizon = 0.03
  /// Trials that take longer than so many seconds are only held ahead where nobody waits for them: in an
  /// ordered study whose window lets every worker start another one meanwhile.
  private static let longestAwaited = 0.15
  /// Trials that take longer than so many seconds are not held ahead: an answer costs next to nothing then.
  private static let longest = 1.0
  /// What is left of a long trial's weight after each that is shorter.
  private static let decay = 0.98
  /// The greatest number of trials that a worker holds.
  private static let greatestDepth = 512

  /// The study.
  public private(set) var study: Study
  /// The number of trials that each worker has.
  private var held: [Int]
  /// The worker of each trial that was started and has not ended.
  private var workers: [TrialID: Int] = [:]
  /// The workers that have nothing to do.
  private var idle = Heap<Int>()
  /// How long a trial may take, in seconds: the longest of late. Those that failed or were pruned tell
  /// nothing of those that run to their end. Nil before the first.
  private var expectedSeconds: Double?

  /// Whether workers hold trials ahead.
  private let holdsAhead: Bool

  /// A dispatcher for workers from 0.
  public init(_ study: Study, workerCount: Int, holdsAhead: Bool = true) {
    self.study = study
    self.holdsAhead = holdsAhead
    held = Array(repeating: 0, count: workerCount)
  }

  /// The number of workers that have nothing to do.
  public var idleCount: Int { idle.count }

  /// Takes note that a worker is there; it has nothing to do yet.
  public mutating func join(_ worker: Int) { idle.insert(worker) }

  /// Takes note of how a worker's trial ended, and after how many seconds.
  public mutating func end(
    _ trial: TrialID, _ outcome: TrialOutcome, seconds: Double
  ) -> [Command] {
    if outcome.ending == .completed || outcome.ending == .converged {
      expectedSeconds = max(seconds, Self.decay * (expectedSeconds ?? 0))
    }
    release(trial)
    let actions = study.end(trial, outcome)
    return commands(actions)
  }

  /// Takes note that a worker stopped a trial, or never started it, as it was told.
  public mutating func stopped(_ trial: TrialID) -> [Command] {
    release(trial)
    let actions = study.stopped(trial)
    return commands(actions)
  }

  /// Takes note of values that a running trial has reported.
  public mutating func report(_ trial: TrialID, _ values: [IntermediateValue]) -> [Command] {
    let actions = study.report(trial, values)
    return commands(actions)
  }

  /// Ends the study now.
  public mutating func cutShort() -> [Command] {
    let actions = study.cutShort()
    return commands(actions)
  }

  /// Hands out trials: to idle workers, lowest number first, then to `worker` ahead of its need.
  ///
  /// To be called once all that a message of `worker` tells is taken note of.
  public mutating func handOut(to worker: Int? = nil) -> [Command] {
    var commands: [Command] = []
    while let next = idle.min, let assignment = study.ask() {
      _ = idle.popMin()
      var assignments = [assignment]
      take(assignment, next)
      fill(next, &assignments)
      commands.append(.start(assignments, worker: next))
    }
    if let worker, held[worker] > 0 {
      var assignments: [Assignment] = []
      fill(worker, &assignments)
      if !assignments.isEmpty { commands.append(.start(assignments, worker: worker)) }
    }
    return commands
  }

  /// Adds trials until `worker` has enough to do, yet no more than its share of what can start; at the
  /// study's end, none.
  private mutating func fill(_ worker: Int, _ assignments: inout [Assignment]) {
    guard holdsAhead, let expectedSeconds, expectedSeconds <= Self.longest,
      study.unstartedCount >= 2 * held.count
    else { return }
    guard
      expectedSeconds <= Self.longestAwaited
        || (study.isOrdered && study.backlog >= held.count)
    else { return }
    let wanted = 1 + Int((Self.horizon / max(expectedSeconds, 1e-6)).rounded(.up))
    let share = max(2, held[worker] + study.backlog / (2 * held.count))
    // One ahead is enough to keep a worker busy while it asks for more.
    let depth = min(wanted, study.gainsByWaiting ? 2 : Self.greatestDepth, share)
    // One that has half of it need not be bothered yet.
    guard held[worker] <= max(1, depth / 2) else { return }
    while held[worker] < depth, let assignment = study.ask(isSpeculationAllowed: false) {
      take(assignment, worker)
      assignments.append(assignment)
    }
  }

  private mutating func take(_ assignment: Assignment, _ worker: Int) {
    workers[assignment.trial] = worker
    held[worker] += 1
  }

  private mutating func release(_ trial: TrialID) {
    guard let worker = workers.removeValue(forKey: trial) else { return }
    held[worker] -= 1
    if held[worker] == 0 { idle.insert(worker) }
  }

  // The actions come first, in a statement of their own: `self` would be copied before they are made.
  private func commands(_ actions: [Study.Action]) -> [Command] {
    actions.compactMap { action in
      switch action {
      case .stop(let trial): workers[trial].map { .stop(trial, worker: $0) }
      case .prune(let trial): workers[trial].map { .prune(trial, worker: $0) }
      case .accept(let trial, let isBest): .accept(trial, isBest: isBest)
      case .discard(let trial): .discard(trial)
      }
    }
  }
}
