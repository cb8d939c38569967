import NamedSettings
import Testing

@testable import TrialSearch

struct SearchSpaceTests {
  private func distribution(_ members: [String: SettingValue]) -> SettingValue { .object(members) }

  private func float(_ members: [String: SettingValue]) -> SettingValue {
    .object(members.merging(["type": .string("float")]) { own, _ in own })
  }

  private func int(_ members: [String: SettingValue]) -> SettingValue {
    .object(members.merging(["type": .string("int")]) { own, _ in own })
  }

  @Test func dimensionsAreInTheOrderOfTheirPaths() throws {
    let space = try SearchSpace.ofAllKinds()
    #expect(
      space.dimensions.map(\.path) == [
        "choice", "float", "int", "log", "logInt", "single", "stepped",
      ])
    #expect(space.pointCount == nil)
  }

  @Test func valuesAreThoseOfTheConfiguration() throws {
    let space = try SearchSpace.ofAllKinds()
    let values = space.values(at: [3, 0.5, 12, 1e-3, 8, 7, 0.30000000000000004])
    #expect(
      values.map(\.value) == [
        .null, .real(0.5), .integer(12), .real(1e-3), .integer(8), .integer(7),
        .real(0.30000000000000004),
      ])
    #expect(values.map(\.path) == space.dimensions.map(\.path))
  }

  @Test func aStepEndsARangeAtItsLastMultiple() throws {
    let space = try SearchSpace([
      "a": float(["low": .real(0), "high": .real(1), "step": .real(0.3)]),
      "b": int(["low": .integer(16), "high": .integer(130), "step": .integer(16)]),
      "c": float(["low": .real(0), "high": .real(0.3), "step": .real(0.1)]),
    ])
    #expect(space.dimensions.map { $0.distribution.valueCount } == [4, 8, 4])
    #expect(space.dimensions[1].distribution.extremes == [16, 128])
    #expect(space.dimensions[1].distribution.contains(32))
    #expect(!space.dimensions[1].distribution.contains(40))
    #expect(space.pointCount == 128)
  }

  @Test func mistakesNameTheirKey() throws {
    let mistakes: [(SettingValue, String)] = [
      (.integer(1), "[\"x\"]: expected an object such as"),
      (float(["low": .real(0)]), "[\"x\"].high: is missing"),
      (float(["low": .real(2), "high": .real(1)]), "[\"x\"].high: 1.0 is below low, 2.0"),
      (float(["low": .string("a"), "high": .real(1)]), "[\"x\"].low: expected a number"),
      (
        float(["low": .real(0), "high": .real(1), "log": .bool(true)]),
        "[\"x\"].low: must be above 0"
      ),
      (
        float(["low": .real(1), "high": .real(2), "log": .bool(true), "step": .real(1)]),
        "[\"x\"].step: goes only with a linear scale"
      ),
      (
        float(["low": .real(1), "high": .real(2), "step": .real(0)]),
        "[\"x\"].step: expected more than 0"
      ),
      (
        float(["low": .real(1), "high": .real(2), "stepp": .real(1)]),
        "[\"x\"].stepp: unknown key \"stepp\"; did you mean \"step\"?"
      ),
      (
        float(["low": .real(-1.7e308), "high": .real(1.7e308)]),
        "[\"x\"].high: is too far from low"
      ),
      (int(["low": .real(0.5), "high": .integer(1)]), "[\"x\"].low: expected an integer"),
      (
        int(["low": .integer(0), "high": .integer(9), "log": .bool(true)]),
        "[\"x\"].low: must be above 0"
      ),
      (
        distribution(["type": .string("floot")]),
        "[\"x\"].type: unknown distribution \"floot\"; did you mean \"float\"?"
      ),
      (
        distribution(["type": .string("categorical"), "choices": .array([])]),
        "[\"x\"].choices: needs at least one value"
      ),
      (
        distribution([
          "type": .string("categorical"), "choices": .array([.integer(4), .integer(4)]),
        ]), "[\"x\"].choices[1]: 4 is listed twice"
      ),
    ]
    for (description, message) in mistakes {
      let error = #expect(throws: SettingError.self) { try SearchSpace(["x": description]) }
      #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "none")")
    }
  }
}
