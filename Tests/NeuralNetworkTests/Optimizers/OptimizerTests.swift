import NamedSettings
import NeuralNetwork
import Testing

struct OptimizerTests {
  static let tolerance = 1e-5

  @Test func everyOptimizerOfTheRegistryIsCompared() throws {
    let cases = try OptimizerFixture.read().cases
    for name in Registries.optimizers.names {
      #expect(cases.count { $0.name == name } >= 2, "\(name)")
    }
  }

  @Test func twentyStepsFollowPyTorch() throws {
    let fixture = try OptimizerFixture.read()
    for expected in fixture.cases {
      let optimizer = try expected.optimizer()
      let parameters = fixture.parameters(fixture.initial)
      optimizer.attach(parameters)
      for step in 1...20 {
        fixture.step(step, optimizer, parameters)
        for (parameter, values) in zip(parameters, expected.parameters[step] ?? []) {
          #expect(
            isClose(parameter.value.array, values, relative: Self.tolerance),
            "\(expected.name) \(expected.args) step \(step)")
        }
      }
      expectSame(optimizer.state, try #require(expected.state(20)), expected.name)
    }
  }

  @Test func trainingGoesOnFromPyTorchsState() throws {
    let fixture = try OptimizerFixture.read()
    for expected in fixture.cases {
      let optimizer = try expected.optimizer()
      optimizer.learningRate = 7
      let parameters = fixture.parameters(try #require(expected.parameters[10]))
      optimizer.attach(parameters)
      let state = try #require(expected.state(10))
      try optimizer.load(state)
      expectSame(optimizer.state, state, expected.name)
      for step in 11...20 { fixture.step(step, optimizer, parameters) }
      for (parameter, values) in zip(parameters, try #require(expected.parameters[20])) {
        #expect(
          isClose(parameter.value.array, values, relative: Self.tolerance),
          "\(expected.name) \(expected.args)")
      }
    }
  }

  @Test func aSavedStateIsACopy() throws {
    let fixture = try OptimizerFixture.read()
    let optimizer = try Registries.optimizers.make(type: "Adam")
    let parameters = fixture.parameters(fixture.initial)
    optimizer.attach(parameters)
    fixture.step(1, optimizer, parameters)
    let saved = optimizer.state
    let before = try #require(saved.entries[0]).map(\.entry.values)
    fixture.step(2, optimizer, parameters)
    #expect(try #require(saved.entries[0]).map(\.entry.values) == before)
  }

  /// The same settings and entries, in the same order, the numbers but for rounding errors.
  private func expectSame(_ state: OptimizerState, _ expected: OptimizerState, _ name: String) {
    #expect(state.parameterCount == expected.parameterCount)
    #expect(state.settings.map(\.name) == expected.settings.map(\.name), "\(name)")
    for (setting, wanted) in zip(state.settings, expected.settings) {
      #expect(
        setting.value.isClose(to: wanted.value, relative: 0), "\(name): \(setting) \(wanted)")
    }
    #expect(state.entries.keys == expected.entries.keys, "\(name)")
    for (index, wanted) in expected.entries {
      let entries = state.entries[index] ?? []
      #expect(entries.map(\.name) == wanted.map(\.name), "\(name)")
      for (entry, wanted) in zip(entries, wanted) {
        #expect(entry.entry.shape == wanted.entry.shape, "\(name) \(entry.name)")
        #expect(
          isClose(entry.entry.values, wanted.entry.values, relative: Self.tolerance),
          "\(name) \(entry.name)")
      }
    }
  }
}

extension OptimizerState.Entry {
  /// The shape of a tensor.
  fileprivate var shape: [Int]? { if case .tensor(let tensor) = self { tensor.shape } else { nil } }

  /// The elements of a tensor.
  fileprivate var values: [Float] {
    if case .tensor(let tensor) = self { tensor.array } else { [] }
  }
}
