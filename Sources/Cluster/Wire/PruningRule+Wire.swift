import TrialSearch

extension WireWriter {
  mutating func write(_ trial: TrialID) {
    write(trial.variant)
    write(trial.restart)
  }

  mutating func write(_ value: IntermediateValue) {
    write(value.step)
    write(value.value)
  }

  mutating func write(_ rule: PruningRule) {
    switch rule {
    case .never: write(UInt8(0))
    case .rungs(let rule):
      write(UInt8(1))
      write(rule.lowerIsBetter)
      write(rule.steps) { $0.write($1) }
      write(rule.limits) { $0.write($1) }
    case .best(let rule):
      write(UInt8(2))
      write(rule.lowerIsBetter)
      write(rule.warmupSteps)
      write(rule.intervalSteps)
      write(rule.limits.sorted { $0.key < $1.key }) {
        $0.write($1.key)
        $0.write($1.value)
      }
    }
  }

  private mutating func write(_ limit: RungRule.Limit) {
    switch limit {
    case .none: write(UInt8(0))
    case .value(let value):
      write(UInt8(1))
      write(value)
    case .unreachable: write(UInt8(2))
    }
  }
}

extension WireReader {
  mutating func trial() throws(Malformed) -> TrialID {
    TrialID(variant: try integer(), restart: try integer())
  }

  mutating func intermediateValue() throws(Malformed) -> IntermediateValue {
    IntermediateValue(step: try integer(), value: try real())
  }

  mutating func rule() throws(Malformed) -> PruningRule {
    switch try byte() {
    case 0: return .never
    case 1:
      let lowerIsBetter = try bool()
      let steps = try array { (reader) throws(Malformed) in try reader.integer() }
      let limits = try array { (reader) throws(Malformed) in try reader.limit() }
      guard steps.count == limits.count else { throw Malformed() }
      return .rungs(RungRule(lowerIsBetter: lowerIsBetter, steps: steps, limits: limits))
    case 2:
      let lowerIsBetter = try bool()
      let (warmupSteps, intervalSteps) = (try integer(), try integer())
      let limits = try array { (reader) throws(Malformed) in try reader.intermediateValue() }
      guard intervalSteps > 0 else { throw Malformed() }
      return .best(
        BestValueRule(
          lowerIsBetter: lowerIsBetter, warmupSteps: warmupSteps, intervalSteps: intervalSteps,
          limits: Dictionary(limits.map { ($0.step, $0.value) }) { _, last in last }))
    default: throw Malformed()
    }
  }

  private mutating func limit() throws(Malformed) -> RungRule.Limit {
    switch try byte() {
    case 0: .none
    case 1: .value(try real())
    case 2: .unreachable
    default: throw Malformed()
    }
  }
}
