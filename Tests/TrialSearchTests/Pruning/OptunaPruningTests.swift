import NamedSettings
import Testing

@testable import TrialSearch

/// What Optuna's pruners decided, report by report, against rules made from what was known before.
struct OptunaPruningTests {
  struct Trace: Decodable {
    let type: String
    let arguments: [String: JSONSetting]
    let direction: String
    let events: [Event]
  }

  /// A report, its value nil for NaN, and whether Optuna pruned; or how a variant ended.
  enum Event: Decodable {
    case report(trial: Int, step: Int, value: Double?, isPruned: Bool)
    case end(trial: Int, state: String)

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      let trial = try container.decode(Int.self)
      if container.count == 2 {
        self = .end(trial: trial, state: try container.decode(String.self))
      } else {
        self = .report(
          trial: trial, step: try container.decode(Int.self),
          value: try container.decodeNil() ? nil : try container.decode(Double.self),
          isPruned: try container.decode(Bool.self))
      }
    }
  }

  @Test func everyDecisionIsThatOfOptuna() throws {
    let traces: [Trace] = try Fixture.decoded("pruning.json")
    #expect(Set(traces.map(\.type)).count == 3)
    for trace in traces {
      var pruner = try Registries.pruners.make(
        type: trace.type, args: trace.arguments.mapValues(\.value))
      let problem = SearchProblem(
        space: SearchSpace([String: Distribution]()), lowerIsBetter: trace.direction == "minimize",
        seed: 1)
      var history = SearchHistory()
      for event in trace.events {
        switch event {
        case .end(let trial, let state):
          var record = history.running.removeValue(forKey: trial)
          record?.state = state == "complete" ? .complete : .failed
          record?.value = state == "complete" ? 0.5 : nil
          if let record { history.append(record) }
        case .report(let trial, let step, let value, let isPruned):
          let report = IntermediateValue(step: step, value: value ?? .nan)
          var record =
            history.running[trial] ?? SearchRecord(number: trial, point: [], state: .running)
          record.intermediateValues.append(report)
          history.running[trial] = record
          let rule = pruner.rule(for: trial, after: history, in: problem)
          #expect(
            rule.prunes(after: record.intermediateValues) == isPruned,
            "\(trace.type) \(trace.arguments.mapValues(\.value)), \(trial), \(report)")
          if isPruned {
            history.running[trial] = nil
            record.state = .pruned
            record.rungsReached = rule.rungsReached(by: record.intermediateValues)
            history.append(record)
          }
        }
      }
    }
  }
}
