import ArgumentParser
import Foundation
import NamedSettings
import TrialSearch

/// The time of one suggestion by the tree-structured Parzen estimator, after many variants.
struct SuggestionBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tpe", abstract: "Time one TPE suggestion in a space of 10 parameters.")

  @Option(help: "How many variants have ended.") var variants = 10_000

  func run() throws {
    print("| suggestion after \(variants) variants | median | 99th percentile |\n|---|---|---|")
    for space in Space.allCases {
      for isMultivariate in [false, true] {
        let times = try Self.times(space, isMultivariate: isMultivariate, variants: variants)
        let kind = isMultivariate ? "multivariate" : "univariate"
        let figures = [times[times.count / 2], times[times.count * 99 / 100]]
        print(
          "| \(kind), \(space.rawValue) |",
          figures.map { String(format: "%.2f ms", $0) }.joined(separator: " | "), "|")
        fflush(nil)
      }
    }
  }

  /// The kinds of parameters.
  enum Space: String, CaseIterable {
    case continuous = "10 continuous"
    case mixed = "7 continuous, 2 stepped, 1 categorical"
    case integers = "10 integers from 1 to 2,000"
    case logIntegers = "10 logarithmic integers from 1 to 100,000"

    func distribution(_ index: Int) -> SettingValue {
      switch self {
      case .continuous: Self.mixed(0)
      case .mixed: Self.mixed(index)
      case .integers: .object(["type": .string("int"), "low": .integer(1), "high": .integer(2000)])
      case .logIntegers:
        .object([
          "type": .string("int"), "low": .integer(1), "high": .integer(100_000),
          "log": .bool(true),
        ])
      }
    }

    private static func mixed(_ index: Int) -> SettingValue {
      switch index {
      case 0..<4: .object(["type": .string("float"), "low": .real(0), "high": .real(1)])
      case 4..<7:
        .object([
          "type": .string("float"), "low": .real(1e-5), "high": .real(0.1), "log": .bool(true),
        ])
      case 7:
        .object([
          "type": .string("int"), "low": .integer(16), "high": .integer(128), "step": .integer(16),
        ])
      case 8: .object(["type": .string("int"), "low": .integer(1), "high": .integer(100)])
      default:
        .object([
          "type": .string("categorical"), "choices": .array([.integer(4), .integer(8)]),
        ])
      }
    }
  }

  /// The milliseconds of processor time of each of the last 500 suggestions, increasing. The variants
  /// are those that the sampler itself asks for, as in a search, whose objective is a bowl.
  static func times(_ kind: Space, isMultivariate: Bool, variants: Int) throws -> [Double] {
    let space = try SearchSpace(
      Dictionary(uniqueKeysWithValues: (0..<10).map { ("p\($0)", kind.distribution($0)) }))
    let problem = SearchProblem(space: space, lowerIsBetter: true, seed: 1)
    var sampler = try Registries.samplers.make(
      type: "TPESampler", args: ["multivariate": .bool(isMultivariate)])
    var history = SearchHistory()
    var times: [Double] = []
    for number in 0..<variants + 500 {
      let start = ProcessorTime.seconds(CLOCK_THREAD_CPUTIME_ID)
      let point = sampler.suggest(number, after: history, for: problem)
      if number >= variants {
        times.append(1e3 * (ProcessorTime.seconds(CLOCK_THREAD_CPUTIME_ID) - start))
      }
      history.append(
        SearchRecord(number: number, point: point, state: .complete, value: value(point, space)))
    }
    return times.sorted()
  }

  private static func value(_ point: [Double], _ space: SearchSpace) -> Double {
    zip(point, space.dimensions).reduce(0) { sum, pair in
      guard case .numerical(let range) = pair.1.distribution else { return sum + 0.1 * pair.0 }
      let offset = (pair.0 - range.low) / (range.high - range.low) - 0.3
      return sum + offset * offset
    }
  }
}
