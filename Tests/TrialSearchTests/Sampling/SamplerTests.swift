import Foundation
import NamedSettings
import Testing

@testable import TrialSearch

struct SamplerTests {
  private func points(
    _ sampler: some Sampler, _ space: SearchSpace, _ count: Int, seed: UInt64 = 4
  ) -> [[Double]] {
    var sampler = sampler
    let problem = SearchProblem(space: space, lowerIsBetter: true, seed: seed)
    return (0..<count).map { sampler.suggest($0, after: SearchHistory(), for: problem) }
  }

  @Test func theGridIsEveryPointOnce() throws {
    let space = try SearchSpace([
      "a": .object(["type": .string("int"), "low": .integer(1), "high": .integer(3)]),
      "b": .object([
        "type": .string("categorical"), "choices": .array([.string("x"), .string("y")]),
      ]),
      "c": .object([
        "type": .string("float"), "low": .real(0), "high": .real(0.5), "step": .real(0.25),
      ]),
    ])
    var settings = Settings()
    let sampler = GridSampler(&settings)
    #expect(sampler.variantCount(in: space) == 18)
    let points = points(sampler, space, 18)
    #expect(Set(points).count == 18)
    #expect(points.first == [1, 0, 0])
    #expect(points[1] == [1, 0, 0.25])
    #expect(points.last == [3, 1, 0.5])
  }

  @Test func aGridNeedsCountableValues() throws {
    var settings = Settings()
    let sampler = GridSampler(&settings)
    let space = try SearchSpace(["lr": SearchSpace.float(0, 1)])
    let error = #expect(throws: SettingError.self) { try sampler.space(space) }
    #expect(error?.path == "space[\"lr\"]")
    #expect(throws: SettingError.self) { try sampler.space(nil) }
  }

  @Test func aListIsItsOwnSpace() throws {
    let sampler = try Registries.samplers.make(
      type: "ListSampler",
      args: [
        "variants": .array([
          .object(["b": .integer(4), "a": .string("x")]),
          .object(["b": .integer(8), "a": .string("x")]),
          .object(["b": .integer(4), "a": .null]),
        ])
      ])
    let space = try sampler.space(nil)
    var copy = sampler
    let problem = SearchProblem(space: space, lowerIsBetter: true, seed: 1)
    let values = (0..<3).map { number in
      space.values(at: copy.suggest(number, after: SearchHistory(), for: problem)).map(\.value)
    }
    #expect(
      values == [
        [.string("x"), .integer(4)], [.string("x"), .integer(8)], [.null, .integer(4)],
      ])
    #expect(throws: SettingError.self) { try sampler.space(space) }
  }

  @Test func aListsMistakesNameTheVariant() {
    let mistakes: [([SettingValue], String)] = [
      ([], "args.variants: needs at least one variant"),
      ([.object([:])], "args.variants[0]: needs at least one key"),
      ([.object(["a": .integer(1)]), .integer(1)], "args.variants[1]: expected an object"),
      (
        [.object(["a": .integer(1)]), .object(["b": .integer(1)])], "args.variants[1]: lacks \"a\""
      ),
      (
        [.object(["a": .integer(1)]), .object(["a": .integer(1), "b": .integer(1)])],
        "args.variants[1]: has \"b\""
      ),
    ]
    for (variants, message) in mistakes {
      let error = #expect(throws: SettingError.self) {
        try Registries.samplers.make(type: "ListSampler", args: ["variants": .array(variants)])
      }
      #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "none")")
    }
  }

  /// Kolmogorov and Smirnov's statistic stays below 1.95 / sqrt(n) with a probability of 0.999.
  @Test func randomDrawsAreUniformOnTheScaleOfTheRange() throws {
    let sampler = try Registries.samplers.make(type: "RandomSampler")
    let space = try SearchSpace([
      "a": SearchSpace.float(-3, 5),
      "b": .object([
        "type": .string("float"), "low": .real(1e-6), "high": .real(10), "log": .bool(true),
      ]),
    ])
    let count = 4000
    let points = points(sampler, space, count)
    let shares = [
      points.map { ($0[0] + 3) / 8 }, points.map { log($0[1] / 1e-6) / log(1e7) },
    ]
    for shares in shares {
      let distance = shares.sorted().enumerated().map { index, share in
        max(
          abs(share - Double(index) / Double(count)), abs(share - Double(index + 1) / Double(count))
        )
      }.max()
      #expect((distance ?? 1) < 1.95 / Double(count).squareRoot())
    }
  }

  /// Pearson's statistic of 10 equally likely values stays below 27.9 with a probability of 0.999.
  @Test func stepsAndChoicesAreEquallyLikely() throws {
    let sampler = try Registries.samplers.make(type: "RandomSampler")
    let space = try SearchSpace([
      "a": .object(["type": .string("int"), "low": .integer(0), "high": .integer(9)]),
      "b": .object([
        "type": .string("categorical"), "choices": .array((0..<10).map(SettingValue.integer)),
      ]),
    ])
    let points = points(sampler, space, 5000)
    for dimension in 0..<2 {
      let counts = (0..<10).map { value in points.count { $0[dimension] == Double(value) } }
      let statistic = counts.reduce(0) { $0 + Double(($1 - 500) * ($1 - 500)) / 500 }
      #expect(statistic < 27.9)
    }
  }

  @Test func settingsThatDoNotServeAreRefused() {
    for args in [
      ["group": SettingValue.bool(true)], ["consider_prior": .bool(false)],
      ["n_ei_candidates": .integer(0)], ["prior_weight": .real(-1)], ["gamma": .real(0.2)],
    ] {
      #expect(throws: SettingError.self) {
        try Registries.samplers.make(type: "TPESampler", args: args)
      }
    }
  }

  /// A bowl in two dimensions and a choice that matters: 100 variants get closer than random ones.
  @Test(arguments: [false, true])
  func theParzenEstimatorFindsWhatRandomDrawsMiss(multivariate: Bool) throws {
    let space = try SearchSpace([
      "x": SearchSpace.float(0, 1), "y": SearchSpace.float(0, 1),
      "z": .object([
        "type": .string("categorical"), "choices": .array([.string("a"), .string("b")]),
      ]),
    ])
    func best(_ sampler: any Sampler, seed: UInt64) -> Double {
      var sampler = sampler
      let problem = SearchProblem(space: space, lowerIsBetter: true, seed: seed)
      var history = SearchHistory()
      for number in 0..<100 {
        let point = sampler.suggest(number, after: history, for: problem)
        let (x, y) = (point[0] - 0.7, point[1] - 0.2)
        history.append(
          SearchRecord(
            number: number, point: point, state: .complete, value: x * x + y * y + point[2]))
      }
      return history.ended.compactMap(\.value).min() ?? .infinity
    }
    let tpe = try Registries.samplers.make(
      type: "TPESampler", args: ["multivariate": .bool(multivariate)])
    let random = try Registries.samplers.make(type: "RandomSampler")
    let wins = (0..<10).count { best(tpe, seed: $0) < best(random, seed: $0) }
    #expect(wins >= 8)
  }
}
