import NamedSettings
import RandomStreams

@testable import TrialSearch

extension SearchSpace {
  /// A dimension of each kind.
  static func ofAllKinds() throws -> SearchSpace {
    try SearchSpace([
      "float": float(-2, 3),
      "log": .object([
        "type": .string("float"), "low": .real(1e-5), "high": .real(0.1), "log": .bool(true),
      ]),
      "stepped": .object([
        "type": .string("float"), "low": .real(0), "high": .real(1), "step": .real(0.1),
      ]),
      "int": .object(["type": .string("int"), "low": .integer(1), "high": .integer(40)]),
      "logInt": .object([
        "type": .string("int"), "low": .integer(1), "high": .integer(256), "log": .bool(true),
      ]),
      "choice": .object([
        "type": .string("categorical"),
        "choices": .array([.string("a"), .integer(4), .bool(true), .null]),
      ]),
      "single": .object(["type": .string("int"), "low": .integer(7), "high": .integer(7)]),
    ])
  }

  /// Dimensions with more values than tables by value hold, or nearly as many.
  static func ofManyValues() throws -> SearchSpace {
    try SearchSpace([
      "epochs": .object(["type": .string("int"), "low": .integer(1), "high": .integer(2000)]),
      "few": .object(["type": .string("int"), "low": .integer(1), "high": .integer(300)]),
      "float": float(-2, 3),
      "logHuge": .object([
        "type": .string("int"), "low": .integer(1), "high": .integer(100_000), "log": .bool(true),
      ]),
      "logMany": .object([
        "type": .string("int"), "low": .integer(1), "high": .integer(1500), "log": .bool(true),
      ]),
      "logSome": .object([
        "type": .string("int"), "low": .integer(1), "high": .integer(200), "log": .bool(true),
      ]),
      "some": .object(["type": .string("int"), "low": .integer(1), "high": .integer(130)]),
      "stepped": .object([
        "type": .string("float"), "low": .real(-3), "high": .real(5), "step": .real(0.001),
      ]),
      "steps": .object([
        "type": .string("int"), "low": .integer(100), "high": .integer(1_000_000),
        "step": .integer(100),
      ]),
    ])
  }

  /// A continuous range.
  static func float(_ low: Double, _ high: Double) -> SettingValue {
    .object(["type": .string("float"), "low": .real(low), "high": .real(high)])
  }
}

extension SearchProblem {
  /// A history of `count` variants: random points, every `focus`-th of them close to one corner, values
  /// that favour it, one in eight pruned and one in sixteen failed.
  func history(_ count: Int, focus: Int = 2) -> SearchHistory {
    var history = SearchHistory()
    for number in 0..<count {
      var random = RandomStream(RandomKey(seed: 99, trial: UInt64(number), purpose: .sampling))
      let narrow = number % focus == 0 ? 0.05 : 1
      let shares = space.dimensions.map { _ in random.uniform() * narrow }
      let point = zip(space.dimensions, shares).map { $0.distribution.quantile($1) }
      let value = shares.reduce(0, +) + 0.3 * random.uniform()
      let reports = (1...(1 + random.below(12))).map {
        IntermediateValue(step: $0, value: value + 1 / Double($0))
      }
      let kind = random.below(16)
      history.append(
        SearchRecord(
          number: number, point: point,
          state: kind == 0 ? .failed : kind < 3 ? .pruned : .complete,
          value: kind < 3 ? nil : value, intermediateValues: reports))
    }
    return history
  }
}
