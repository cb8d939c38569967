extension Study {
  /// Accepts the trials of a variant that surely count and are not accepted yet.
  mutating func acceptSettled(_ index: Int) -> [Action] {
    var actions: [Action] = []
    let plan = plan
    while let (restart, outcome) = variants[index]?.take(plan) {
      let isBest = plan.isBetter(outcome, than: bestOutcome)
      if isBest {
        best = name(index, restart)
        bestOutcome = outcome
      }
      actions.append(.accept(name(index, restart), isBest: isBest))
    }
    return actions
  }

  /// Takes note that a variant has ended, for the variants to come.
  mutating func close(_ index: Int) {
    guard let variant = variants.removeValue(forKey: index) else { return }
    closedCount += 1
    history.running[index] = nil
    guard strategy != nil, variant.hasEnded else { return }
    let record = variant.record(index)
    records.append(record)
    if !plan.isOrdered { history.append(record) }
  }

  /// How much each key mattered, by path; nil without a search or after too few variants.
  public var importances: [(path: String, share: Double)]? {
    guard let problem = strategy?.problem else { return nil }
    var history = SearchHistory()
    for record in records { history.append(record) }
    guard let importances = ParameterImportances(history, in: problem) else { return nil }
    return Array(zip(problem.space.dimensions.map(\.path), importances.shares))
  }

  /// Takes note of the values that a running trial has reported since its last report; what to do when it
  /// falls behind.
  ///
  /// Only for a study without order, where more is known by now than when the trial got its rule: in an
  /// ordered one the worker decides by itself.
  public mutating func report(_ trial: TrialID, _ values: [IntermediateValue]) -> [Action] {
    guard live[trial] == false, progress[trial]?.isPruned == false else { return [] }
    let index = trial.variant - 1
    let rule = strategy?.rule(index, history) ?? .never
    let isPruned = progress[trial]?.add(values, rule) == true
    showRunning(index)
    return isPruned ? [.prune(trial)] : []
  }

  /// Shows a variant to the others, in a study without order, as long as it runs: with the values of its
  /// best trial that counts; before one has ended, with those of the first that runs, whatever later
  /// restarts report.
  mutating func showRunning(_ index: Int) {
    guard !plan.isOrdered, strategy != nil, let variant = variants[index] else { return }
    var record = SearchRecord(number: index, point: variant.point, state: .running)
    if let best = variant.best {
      record.intermediateValues = best.values
    } else if let first = progress[name(index, variant.nextToSettle)] {
      record.intermediateValues = first.values
      record.rungsReached = first.rungsReached
    }
    history.running[index] = record
  }
}

extension VariantTrials {
  /// Whether a trial of it was accepted.
  var hasEnded: Bool { lastTaken != nil }

  /// What samplers and pruners see of the variant: its best trial.
  func record(_ index: Int) -> SearchRecord {
    let outcome = best ?? lastTaken
    let state: SearchRecord.State =
      switch outcome?.ending {
      case .converged, .completed: .complete
      case .pruned: .pruned
      case .failed, nil: .failed
      }
    return SearchRecord(
      number: index, point: point, state: state, value: state == .complete ? outcome?.metric : nil,
      intermediateValues: outcome?.values ?? [], rungsReached: outcome?.rungsReached)
  }
}
