/// Restarts of one configuration until one converges: which trial runs next, which are not needed and
/// which one wins.
///
/// Whatever the number of workers and the order in which they finish, the accepted trials are those that
/// one worker alone would have run: the first up to the lowest-numbered one that converges, else all. Workers
/// only speculate on the later ones. Pure state: no clock, no file, no thread.
public struct RestartStudy: Sendable {
  /// What the caller must do after a trial has ended.
  public enum Action: Sendable, Equatable {
    /// Tell the worker of this running trial to stop: it is not needed.
    case stop(trial: Int)
    /// Take this ended trial into the results. Trials are accepted in the order of their numbers.
    case accept(trial: Int, isBest: Bool)
    /// Forget this ended trial: it is not needed.
    case discard(trial: Int)
  }

  private enum State: Equatable {
    case running
    case stopping
    case ended(TrialOutcome)
  }

  private let lastTrial: Int
  private let higherIsBetter: Bool
  private var states: [Int: State] = [:]
  private var nextToStart: Int
  private var nextToAccept: Int
  /// The lowest-numbered trial that has converged so far.
  private var firstConverged: Int?
  private var bestMetric: Double?
  /// The best accepted trial so far; nil before one that did not fail.
  public private(set) var best: Int?

  /// A study of up to all of `trials`.
  public init(trials: ClosedRange<Int>, higherIsBetter: Bool) {
    nextToStart = trials.lowerBound
    nextToAccept = trials.lowerBound
    lastTrial = trials.upperBound
    self.higherIsBetter = higherIsBetter
  }

  /// The number of the trial to start now; nil when nothing more is to be started.
  public mutating func ask() -> Int? {
    guard firstConverged == nil, nextToStart <= lastTrial else { return nil }
    defer { nextToStart += 1 }
    states[nextToStart] = .running
    return nextToStart
  }

  /// The lowest-numbered trial that is not accepted yet: its result is needed in any case.
  public var leadingTrial: Int? { isDecided ? nil : nextToAccept }

  /// Whether nothing runs and nothing more is to be started.
  public var isFinished: Bool { isDecided && states.isEmpty }

  /// Takes note of how a trial ended.
  public mutating func end(_ trial: Int, _ outcome: TrialOutcome) -> [Action] {
    guard let state = states[trial] else { preconditionFailure("trial \(trial) is not running") }
    guard state == .running else { return forget(trial) }
    if let firstConverged, trial > firstConverged { return forget(trial) }
    states[trial] = .ended(outcome)
    var actions: [Action] = []
    if outcome.converged {
      firstConverged = trial
      actions += dropLater(than: trial)
    }
    return actions + acceptNext()
  }

  /// Takes note that a worker stopped a trial as it was told.
  public mutating func stopped(_ trial: Int) -> [Action] {
    precondition(states[trial] == .stopping, "trial \(trial) was not told to stop")
    return forget(trial)
  }

  private var isDecided: Bool { nextToAccept > firstConverged ?? lastTrial }

  private mutating func forget(_ trial: Int) -> [Action] {
    states[trial] = nil
    return [.discard(trial: trial)]
  }

  /// Stops the running trials with a higher number and forgets the ended ones.
  private mutating func dropLater(than trial: Int) -> [Action] {
    var actions: [Action] = []
    for (later, state) in states.sorted(by: { $0.key < $1.key }) where later > trial {
      switch state {
      case .running:
        states[later] = .stopping
        actions.append(.stop(trial: later))
      case .ended: actions += forget(later)
      case .stopping: break
      }
    }
    return actions
  }

  /// Accepts the trials whose turn it is and that have ended.
  private mutating func acceptNext() -> [Action] {
    var actions: [Action] = []
    while !isDecided, case .ended(let outcome) = states[nextToAccept] {
      states[nextToAccept] = nil
      let isBest = isBetter(outcome)
      if isBest {
        best = nextToAccept
        bestMetric = outcome.metric
      }
      actions.append(.accept(trial: nextToAccept, isBest: isBest))
      nextToAccept += 1
    }
    return actions
  }

  /// A converged trial wins over all before it; else the better metric does.
  private func isBetter(_ outcome: TrialOutcome) -> Bool {
    guard let metric = outcome.metric else { return false }
    guard let bestMetric, !outcome.converged else { return true }
    return higherIsBetter ? metric > bestMetric : metric < bestMetric
  }
}
