/// A variant whose next restart is needed in any case.
struct Ready: Comparable, Sendable {
  /// How long it takes, where longer ones go first; 0 else.
  let cost: Double
  let index: Int

  static func < (left: Ready, right: Ready) -> Bool {
    (right.cost, left.index) < (left.cost, right.index)
  }
}

/// A variant that can get a restart ahead of what surely counts.
struct Speculation: Comparable, Sendable {
  /// How many undecided restarts are before it: the fewer, the more likely it counts.
  let lead: Int
  let index: Int

  static func < (left: Speculation, right: Speculation) -> Bool {
    (left.lead, left.index) < (right.lead, right.index)
  }
}

extension Study {
  /// The trial to start now; nil when there is none.
  ///
  /// First those that are needed in any case, by number; once all variants may start and it is known
  /// how long they take, the longest. Then, unless it is refused, restarts ahead of what surely counts.
  public mutating func ask(isSpeculationAllowed: Bool = true) -> Assignment? {
    guard !isDecided else { return nil }
    openLastWave()
    if let index = ready.popMin()?.index { return start(index) }
    if openableCount > 0 {
      open()
      return start(openedCount - 1)
    }
    guard isSpeculationAllowed else { return nil }
    while let next = speculative.popMin() {
      guard let variant = variants[next.index], variant.canSpeculate, variant.lead == next.lead
      else { continue }
      return start(next.index)
    }
    return nil
  }

  /// The number of trials that could start now and are needed in any case.
  public var backlog: Int { isDecided ? 0 : ready.count + openableCount }

  /// The number of trials that are needed in any case and have not started, as far as is known.
  public var unstartedCount: Int {
    isDecided ? 0 : ready.count + (neededCount ?? .max / 2) - openedCount
  }

  /// The variant that only the window holds back, from 1, and the one that must end first; nil when the
  /// window holds none.
  public var heldByWindow: (variant: Int, by: Int)? {
    guard plan.isOrdered, !isDecided, openableCount == 0, openedCount < neededCount ?? .max else {
      return nil
    }
    return (openedCount + 1, closedCount + 1)
  }

  /// The number of variants that could be opened now.
  private var openableCount: Int {
    var limit = neededCount ?? .max
    if plan.isOrdered { limit = min(limit, closedCount + min(plan.window, .max / 2)) }
    return max(0, limit - openedCount)
  }

  /// Queues a variant of which a trial has ended for its next one.
  mutating func queue(_ index: Int) {
    guard let variant = variants[index] else { return }
    if variant.nextIsCertain {
      ready.insert(Ready(cost: isLastWave ? cost(of: variant) : 0, index: index))
    } else {
      queueSpeculation(variant, index)
    }
  }

  private mutating func queueSpeculation(_ variant: VariantTrials, _ index: Int) {
    guard variant.canSpeculate else { return }
    speculative.insert(Speculation(lead: variant.lead, index: index))
    guard speculative.count > 4 * (variants.count + 16) else { return }
    // Most are outdated: begin anew with the others.
    speculative = Heap()
    for (index, variant) in variants where variant.canSpeculate {
      speculative.insert(Speculation(lead: variant.lead, index: index))
    }
  }

  private mutating func start(_ index: Int) -> Assignment? {
    guard let restart = variants[index]?.start(), let variant = variants[index] else { return nil }
    let trial = name(index, restart)
    live[trial] = false
    queueSpeculation(variant, index)
    var rule = variant.rule
    if !plan.isOrdered, strategy != nil {
      rule = strategy?.rule(index, history) ?? .never
      progress[trial] = TrialProgress(rule: rule)
      showRunning(index)
    }
    return Assignment(trial: trial, point: variant.point, rule: rule)
  }

  /// Chooses the next variant's point and, in order, its rule from what it may know. Without order each of
  /// its trials gets a rule when it starts.
  private mutating func open() {
    let index = openedCount
    openedCount += 1
    var point: [Double] = []
    var rule = PruningRule.never
    if plan.isOrdered {
      while history.ended.count < index + 1 - plan.window {
        history.append(records[history.ended.count])
      }
    }
    if strategy != nil {
      point = strategy?.suggest(index, history) ?? []
      if plan.isOrdered { rule = strategy?.rule(index, history) ?? .never }
    }
    variants[index] = VariantTrials(plan.restarts, point: point, rule: rule)
  }

  /// From when on all variants may start and those that take longest go first.
  ///
  /// Not where points depend on all that is known when they are chosen: they are chosen one by one.
  private mutating func openLastWave() {
    guard !isLastWave, strategy?.cost != nil,
      plan.isOrdered || strategy?.sampler.usesHistory == false, let neededCount,
      openableCount >= neededCount - openedCount
    else { return }
    isLastWave = true
    var queued: [Int] = []
    while let next = ready.popMin() { queued.append(next.index) }
    while openedCount < neededCount {
      open()
      queued.append(openedCount - 1)
    }
    for index in queued { queue(index) }
  }

  private func cost(of variant: VariantTrials) -> Double {
    strategy?.cost?(variant.point) ?? 0
  }
}

extension SearchStrategy {
  mutating func suggest(_ index: Int, _ history: SearchHistory) -> [Double] {
    sampler.suggest(index, after: history, for: problem)
  }

  mutating func rule(_ index: Int, _ history: SearchHistory) -> PruningRule {
    pruner.rule(for: index, after: history, in: problem)
  }
}
