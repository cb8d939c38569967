/// What is known of a running trial of a study without order.
struct TrialProgress: Sendable {
  /// The rule that its worker applies: the one known when it was handed out.
  let rule: PruningRule
  /// What it has reported; once it is told to end as pruned, up to where it fell behind.
  private(set) var values: [IntermediateValue] = []
  /// Whether it is told to end as pruned.
  private(set) var isPruned = false
  /// The rungs that it had reached when it fell behind.
  private(set) var rungsReached: Int?

  init(rule: PruningRule) { self.rule = rule }

  /// Takes in reports up to the first after which `rule`, of what is known now, prunes; whether one does.
  mutating func add(_ reports: [IntermediateValue], _ rule: PruningRule) -> Bool {
    for report in reports {
      values.append(report)
      guard rule.prunes(after: values) else { continue }
      isPruned = true
      rungsReached = rule.rungsReached(by: values)
      return true
    }
    return false
  }

  /// The outcome of the trial when it has ended as pruned, whoever decided that: what it came to after it
  /// fell behind does not count.
  func ending(_ outcome: TrialOutcome) -> TrialOutcome {
    var outcome = outcome
    if isPruned {
      outcome.values = values
      outcome.rungsReached = rungsReached
    } else {
      outcome.rungsReached = rule.rungsReached(by: outcome.values)
    }
    return outcome
  }
}
