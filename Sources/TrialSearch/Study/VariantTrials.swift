/// The restarts of one variant: which run, which have ended, and which of them count.
///
/// Those count that one worker alone would have run: the first up to the lowest-numbered one that ends the
/// variant (it converged or was pruned), else all. Workers only speculate on later ones.
struct VariantTrials: Sendable {
  private enum State: Sendable {
    case running
    case ended(TrialOutcome)
  }

  /// The variant's point.
  let point: [Double]
  /// Its rule.
  let rule: PruningRule
  private let first: Int
  /// The last restart that can be needed, as far as is known.
  private var last: Int
  /// The states of the restarts that were started and not dropped, from the first.
  private var states: [State] = []
  /// The first restart that does not surely count yet: all before it have ended.
  private(set) var nextToSettle: Int
  /// The first restart whose outcome was not taken yet.
  private var nextToTake: Int
  /// The best outcome that was taken; that of a pruned restart only if there is no other.
  private(set) var best: TrialOutcome?
  /// The latest outcome that was taken.
  private(set) var lastTaken: TrialOutcome?

  init(_ restarts: ClosedRange<Int>, point: [Double], rule: PruningRule) {
    self.point = point
    self.rule = rule
    first = restarts.lowerBound
    last = restarts.upperBound
    nextToSettle = first
    nextToTake = first
  }

  private var nextToStart: Int { first + states.count }

  /// Whether all that count have ended.
  var isResolved: Bool { nextToSettle > last }
  /// The outcome of the last that counts; nil as long as that is open.
  var lastOutcome: TrialOutcome? {
    guard isResolved, last >= first, case .ended(let outcome) = states[last - first] else {
      return nil
    }
    return outcome
  }
  /// Whether the next restart to start is needed in any case.
  var nextIsCertain: Bool { nextToStart == nextToSettle && nextToStart <= last }
  /// Whether a restart may be started that only counts if earlier ones do not converge.
  var canSpeculate: Bool { nextToStart > nextToSettle && nextToStart <= last }
  /// How many restarts the next one to start would be ahead of what surely counts.
  var lead: Int { nextToStart - nextToSettle }

  /// The number of restarts that can be needed and have not ended.
  var unendedCount: Int {
    guard !isResolved else { return 0 }
    let ended = states[(nextToSettle - first)...].count {
      if case .ended = $0 { true } else { false }
    }
    return last - nextToSettle + 1 - ended
  }

  /// Starts the next restart; its number.
  mutating func start() -> Int {
    states.append(.running)
    return nextToStart - 1
  }

  /// Takes note of how a restart ended, and whether it is the last; the later ones that are not needed
  /// any more.
  mutating func end(
    _ restart: Int, _ outcome: TrialOutcome, isLast: Bool
  ) -> [(restart: Int, isRunning: Bool)] {
    states[restart - first] = .ended(outcome)
    var dropped: [(restart: Int, isRunning: Bool)] = []
    if isLast {
      last = restart
      dropped = drop(after: restart)
    }
    while nextToSettle <= last, nextToSettle < nextToStart,
      case .ended = states[nextToSettle - first]
    { nextToSettle += 1 }
    return dropped
  }

  /// The next restart in order that counts and was not taken before.
  mutating func take(_ plan: StudyPlan) -> (restart: Int, outcome: TrialOutcome)? {
    guard nextToTake < nextToSettle, case .ended(let outcome) = states[nextToTake - first] else {
      return nil
    }
    nextToTake += 1
    // A pruned restart is not what the variant can do: one that ran to its end tells more.
    if best == nil || outcome.ending != .pruned, plan.isBetter(outcome, than: best) {
      best = outcome
    }
    lastTaken = outcome
    return (nextToTake - 1, outcome)
  }

  /// Forgets all restarts that were not taken.
  mutating func dropAll() -> [(restart: Int, isRunning: Bool)] {
    last = nextToTake - 1
    return drop(after: last)
  }

  private mutating func drop(after restart: Int) -> [(restart: Int, isRunning: Bool)] {
    let kept = restart - first + 1
    let dropped = states[kept...].enumerated().map { offset, state in
      if case .running = state { return (restart: restart + 1 + offset, isRunning: true) }
      return (restart: restart + 1 + offset, isRunning: false)
    }
    states.removeSubrange(kept...)
    return dropped
  }
}
