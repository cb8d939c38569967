import NamedSettings

@testable import TrialSearch

/// `tpe.json`, or `tpe_steps.json` for dimensions with many values: histories and what Optuna makes of them.
struct OptunaHistories: Decodable {
  let space: [String: JSONSetting]
  let cases: [OptunaHistory]

  static func all() throws -> OptunaHistories { try Fixture.decoded("tpe.json") }

  func searchSpace() throws -> SearchSpace { try SearchSpace(space.mapValues(\.value)) }
}

/// One history.
struct OptunaHistory: Decodable {
  struct Record: Decodable {
    let point: [Double]
    let state: String
    let value: Double?
    let steps: [Int]
    /// Nil stands for NaN.
    let reports: [Double?]

    func searchRecord(_ number: Int) -> SearchRecord {
      let states: [String: SearchRecord.State] = [
        "complete": .complete, "pruned": .pruned, "fail": .failed, "running": .running,
      ]
      return SearchRecord(
        number: number, point: point, state: states[state] ?? .failed, value: value,
        intermediateValues: zip(steps, reports).map {
          IntermediateValue(step: $0, value: $1 ?? .nan)
        })
    }
  }

  /// Densities in some of the dimensions together.
  struct Densities: Decodable {
    let dimensions: [Int]
    let weights: [[Double]]
    let below: [Double]
    let above: [Double]
    let score: [Double]
  }

  let direction: String
  let arguments: [String: JSONSetting]
  let constantLiar: Bool
  let records: [Record]
  let below: [Int]
  let candidates: [[Double]]
  let densities: [Densities]
  let importances: [Double]
  let divergences: [Double]
  /// Hyperband's setting, where it stopped the variants.
  let maxResource: JSONSetting?
  /// The variants' brackets, that of the next one included.
  let brackets: [Int]?

  var lowerIsBetter: Bool { direction == "minimize" }

  var history: SearchHistory {
    var history = SearchHistory()
    for (number, record) in records.enumerated() {
      let record = record.searchRecord(number)
      if record.state == .running {
        history.running[number] = record
      } else {
        history.append(record)
      }
    }
    return history
  }

  var options: ParzenOptions {
    func bool(_ name: String, _ fallback: Bool) -> Bool {
      if case .bool(let bool) = arguments[name]?.value { bool } else { fallback }
    }
    return ParzenOptions(
      priorWeight: arguments["prior_weight"]?.value.asReal ?? 1,
      usesMagicClip: bool("consider_magic_clip", true),
      usesEndpoints: bool("consider_endpoints", false),
      isMultivariate: bool("multivariate", false))
  }
}
