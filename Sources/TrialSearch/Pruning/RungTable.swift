/// The values that variants reached at the rungs of successive halving: rung k is the first report at or
/// after the step `minResource` x `reductionFactor`^(`earlyStoppingRate` + k).
///
/// Source: Optuna 4.9, `_successive_halving.py`.
struct RungTable: Sendable {
  /// The steps of the rungs that a trial can reach.
  let steps: [Int]
  private let lowerIsBetter: Bool
  private let reductionFactor: Int
  private let bootstrapCount: Int
  /// The values at each rung; the negative ones where higher is better.
  private var values: [SortedValues] = []

  init(
    minResource: Int, reductionFactor: Int, earlyStoppingRate: Int, bootstrapCount: Int,
    lowerIsBetter: Bool
  ) {
    var steps: [Int] = []
    var step = minResource
    var exponent = 0
    while step <= Int(Int32.max) {
      if exponent >= earlyStoppingRate { steps.append(step) }
      exponent += 1
      let next = step.multipliedReportingOverflow(by: reductionFactor)
      if next.overflow { break }
      step = next.partialValue
    }
    self.steps = steps
    self.reductionFactor = reductionFactor
    self.bootstrapCount = bootstrapCount
    self.lowerIsBetter = lowerIsBetter
  }

  /// Takes in the values of an ended variant.
  mutating func insert(_ record: SearchRecord) {
    for (rung, value) in rungValues(record) {
      while values.count <= rung { values.append(SortedValues()) }
      values[rung].insert(value)
    }
  }

  /// The rule for one more variant, which competes with those taken in and the running ones.
  func rule(with running: some Sequence<SearchRecord>) -> PruningRule {
    var more: [[Double]] = steps.map { _ in [] }
    for record in running {
      for (rung, value) in rungValues(record) { more[rung].append(value) }
    }
    let limits = steps.indices.map { rung in
      limit(rung < values.count ? values[rung] : SortedValues(), SortedValues(more[rung]))
    }
    return .rungs(RungRule(lowerIsBetter: lowerIsBetter, steps: steps, limits: limits))
  }

  /// With n values at the rung, the variant's own included, those up to index max(n / eta - 1, 0) of the
  /// sorted ones go on: as many others may be better than that index.
  private func limit(_ values: SortedValues, _ running: SortedValues) -> RungRule.Limit {
    let others = values.values.count + running.values.count
    if others + 1 <= bootstrapCount { return .unreachable }
    if others == 0 { return .none }
    let value = values.value(at: max((others + 1) / reductionFactor - 1, 0), with: running)
    return .value(lowerIsBetter ? value : -value)
  }

  private func rungValues(_ record: SearchRecord) -> [(rung: Int, value: Double)] {
    var found: [(rung: Int, value: Double)] = []
    for (rung, step) in steps.enumerated() {
      if let reached = record.rungsReached, rung >= reached { break }
      guard let value = record.value(atRung: step) else { break }
      if !value.isNaN { found.append((rung, lowerIsBetter ? value : -value)) }
    }
    return found
  }
}
