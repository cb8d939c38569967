/// A study: variants of a configuration, each restarted until it converges. Which trial runs next, which are
/// not needed, which count and which one wins.
///
/// Whatever the number of workers and the order in which they finish, an ordered study counts the trials that
/// one worker alone would have run, in the order of their names; workers only speculate on more. It is asked
/// for the next trial and told results, and says what to do. Pure state: no clock, no file, no thread.
public struct Study: Sendable {
  /// What the caller must do after something has happened.
  public enum Action: Sendable, Equatable {
    /// Tell the worker of this running trial to stop: it is not needed.
    case stop(TrialID)
    /// Tell the worker of this running trial to end it as pruned.
    case prune(TrialID)
    /// Take this ended trial into the results.
    case accept(TrialID, isBest: Bool)
    /// Forget this ended trial: it is not needed.
    case discard(TrialID)
  }

  let plan: StudyPlan
  var strategy: SearchStrategy?
  /// The variants that were opened and are not closed, by index from 0.
  var variants: [Int: VariantTrials] = [:]
  /// The number of variants that were opened: their points are chosen.
  var openedCount = 0
  /// The number of variants of which all trials that count are accepted.
  public internal(set) var closedCount = 0
  /// The number of variants that can be needed, as far as is known; nil for no end.
  var neededCount: Int?
  /// Whether the study was ended before its time.
  var isCutShort = false
  /// The running trials; true for those that were told to stop.
  var live: [TrialID: Bool] = [:]
  /// The indices of variants whose next restart is needed in any case.
  var ready = Heap<Ready>()
  /// Variants that can get a restart ahead.
  var speculative = Heap<Speculation>()
  /// Whether all variants may start, and those that take longest go first.
  var isLastWave = false
  /// What is known of the running trials: in a search without order only.
  var progress: [TrialID: TrialProgress] = [:]
  /// What the variants came to, in the order they were closed; empty without a search.
  public internal(set) var records: [SearchRecord] = []
  /// What samplers and pruners may know.
  var history = SearchHistory()
  var bestOutcome: TrialOutcome?
  /// The best accepted trial so far; nil before one that did not fail.
  public internal(set) var best: TrialID?

  /// A study. Without `strategy` it has one variant, the configuration as it stands.
  public init(_ plan: StudyPlan, _ strategy: SearchStrategy? = nil) {
    var plan = plan
    if strategy == nil { plan.variantCount = 1 }
    self.plan = plan
    self.strategy = strategy
    neededCount = plan.variantCount
  }

  /// Whether the study's results do not depend on the workers.
  public var isOrdered: Bool { plan.isOrdered }

  /// Whether a trial that is handed out later knows more, and may be better chosen or pruned sooner.
  var gainsByWaiting: Bool {
    guard !plan.isOrdered, let strategy else { return false }
    return strategy.sampler.usesHistory || !(strategy.pruner is NopPruner)
  }

  /// Whether nothing runs and nothing more is to be started.
  public var isFinished: Bool { isDecided && live.isEmpty }

  /// Whether no further trial can count.
  public var isDecided: Bool { isCutShort || closedCount == neededCount }

  /// The first trial in order that is not accepted yet, when it runs: its result is needed in any case.
  public var leadingTrial: TrialID? {
    guard plan.isOrdered, !isDecided, let variant = variants[closedCount] else { return nil }
    let trial = name(closedCount, variant.nextToSettle)
    return live[trial] == false ? trial : nil
  }

  /// Takes note of how a trial ended.
  public mutating func end(_ trial: TrialID, _ outcome: TrialOutcome) -> [Action] {
    guard let isStopping = live.removeValue(forKey: trial) else {
      preconditionFailure("\(trial) is not running")
    }
    let progress = progress.removeValue(forKey: trial)
    let index = index(of: trial)
    guard !isStopping, let rule = variants[index]?.rule else { return [.discard(trial)] }
    var outcome = outcome
    if outcome.ending == .pruned {
      outcome = (progress ?? TrialProgress(rule: rule)).ending(outcome)
    }
    let isLast = outcome.endsVariant || plan.isEnded(by: outcome)
    let dropped = variants[index]?.end(trial.restart, outcome, isLast: isLast) ?? []
    var actions = drop(dropped, of: index)
    queue(index)
    actions += accept(index)
    showRunning(index)
    return actions
  }

  /// Takes note that a worker stopped a trial as it was told.
  public mutating func stopped(_ trial: TrialID) -> [Action] {
    precondition(live[trial] == true, "\(trial) was not told to stop")
    live[trial] = nil
    progress[trial] = nil
    return [.discard(trial)]
  }

  /// Ends the study now: what runs is stopped, and what has ended counts.
  public mutating func cutShort() -> [Action] {
    guard !isDecided else { return [] }
    isCutShort = true
    var actions: [Action] = []
    for index in variants.keys.sorted() {
      actions += acceptSettled(index)
      actions += drop(variants[index]?.dropAll() ?? [], of: index)
      close(index)
    }
    return actions
  }

  /// Drops restarts that no one needs: those that run are told to stop, the others are forgotten.
  private mutating func drop(
    _ restarts: [(restart: Int, isRunning: Bool)], of index: Int
  ) -> [Action] {
    restarts.compactMap { restart, isRunning in
      let trial = name(index, restart)
      guard isRunning else { return .discard(trial) }
      live[trial] = true
      return .stop(trial)
    }
  }

  /// Drops the variants after one that ends the study.
  private mutating func dropVariants(after index: Int) -> [Action] {
    guard index + 1 < neededCount ?? .max else { return [] }
    neededCount = index + 1
    var actions: [Action] = []
    for later in variants.keys.filter({ $0 > index }).sorted() {
      actions += drop(variants[later]?.dropAll() ?? [], of: later)
      variants[later] = nil
    }
    return actions
  }

  /// Accepts the trials whose turn it is, after one of the variant at `index` has ended.
  private mutating func accept(_ index: Int) -> [Action] {
    var actions: [Action] = []
    let endsStudy = variants[index]?.lastOutcome.map(plan.isEnded) ?? false
    guard plan.isOrdered else {
      actions += acceptSettled(index)
      if variants[index]?.isResolved == true { close(index) }
      return endsStudy ? actions + cutShort() : actions
    }
    // Earlier variants may end the study as well, but these can only follow.
    if endsStudy { actions += dropVariants(after: index) }
    while !isDecided, variants[closedCount] != nil {
      actions += acceptSettled(closedCount)
      guard variants[closedCount]?.isResolved == true else { break }
      close(closedCount)
    }
    return actions
  }

  func name(_ index: Int, _ restart: Int) -> TrialID {
    TrialID(variant: strategy == nil ? 0 : index + 1, restart: restart)
  }

  private func index(of trial: TrialID) -> Int { strategy == nil ? 0 : trial.variant - 1 }
}
