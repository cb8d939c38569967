import NamedSettings
import NeuralNetwork
import Testing

/// What `load` refuses, and what it takes although PyTorch of today writes it in another way.
struct OptimizerStateTests {
  private let weight = Parameter(name: "fc1.weight", shape: [2, 3])
  private let bias = Parameter(name: "fc1.bias", shape: [2])

  private func optimizer(
    _ type: String, _ args: [String: SettingValue] = [:], steps: Int = 0
  ) throws -> any Optimizer {
    let optimizer = try Registries.optimizers.make(type: type, args: args)
    optimizer.attach([weight, bias])
    for _ in 0..<steps { optimizer.step() }
    return optimizer
  }

  private func expectError(
    _ expected: SettingError, loading state: OptimizerState, into optimizer: any Optimizer
  ) {
    #expect(throws: expected) { try optimizer.load(state) }
  }

  @Test func beforeTheFirstStepThereAreNoEntries() throws {
    let state = try optimizer("Adam").state
    #expect(state.entries.isEmpty)
    let other = try optimizer("Adam", steps: 1)
    try other.load(state)
    #expect(other.state.entries.isEmpty)
  }

  @Test func anotherNumberOfParametersIsAnError() throws {
    var state = try optimizer("Adam", steps: 1).state
    state.parameterCount = 3
    expectError(
      SettingError("params", "the state is of 3 parameters, not of 2"), loading: state,
      into: try optimizer("Adam"))
  }

  @Test func aTensorOfAnotherShapeIsNamedWithBothShapes() throws {
    var state = try optimizer("Adam", steps: 1).state
    state.entries[1]?[2].entry = .tensor(Tensor(shape: [5]))
    expectError(
      SettingError("state[1].exp_avg_sq", "the state has shape [5], fc1.bias has [2]"),
      loading: state, into: try optimizer("Adam"))
  }

  @Test func anotherOptimizersSettingIsNamed() throws {
    let saved = try optimizer("SGD", ["momentum": .real(0.9)], steps: 1).state
    let adam = try optimizer("Adam")
    let error = #expect(throws: SettingError.self) { try adam.load(saved) }
    #expect(error?.path == "momentum")
    #expect(error?.reason.hasPrefix("Adam has no such setting") == true)
    expectError(
      SettingError("amsgrad", "Adam needs it, the state is another optimizer's"),
      loading: try optimizer("RAdam", steps: 1).state, into: adam)
  }

  @Test func anotherOptimizersEntryIsNamed() throws {
    var saved = try optimizer("Adam", steps: 1).state
    saved.entries[0]?[2].name = "exp_inf"
    expectError(
      SettingError(
        "state[0].exp_inf", "Adam does not remember it (valid: step, exp_avg, exp_avg_sq)"),
      loading: saved, into: try optimizer("Adam"))
    saved.entries[0]?.removeLast()
    expectError(
      SettingError("state[0].exp_avg_sq", "is missing, Adam needs it"),
      loading: saved, into: try optimizer("Adam"))
  }

  @Test func adamsStateIsNotAdamWs() throws {
    expectError(
      SettingError("decoupled_weight_decay", "the state has false, AdamW here has true"),
      loading: try optimizer("Adam", steps: 1).state, into: try optimizer("AdamW"))
  }

  @Test func aFailedLoadChangesNothing() throws {
    var saved = try optimizer("Adam", ["lr": .real(0.5)], steps: 4).state
    saved.entries[1]?[2].entry = .tensor(Tensor(shape: [5]))
    let adam = try optimizer("Adam", steps: 1)
    #expect(throws: SettingError.self) { try adam.load(saved) }
    #expect(adam.learningRate == 1e-3)
    #expect(adam.state.entries[0]?[0].entry.number == 1)
  }

  @Test func olderStatesLackSettingsAndHavePlainStepsAndEmptyBuffers() throws {
    var saved = try optimizer("Adam", ["lr": .real(0.5)], steps: 1).state
    let later: Set = [
      "maximize", "foreach", "capturable", "differentiable", "fused", "decoupled_weight_decay",
    ]
    saved.settings.removeAll { later.contains($0.name) }
    saved.entries[0]?[0].entry = .value(.integer(41))
    let adam = try optimizer("Adam")
    try adam.load(saved)
    adam.step()
    #expect(adam.learningRate == 0.5)
    #expect(adam.state.entries[0]?[0].entry.number == 42)
    #expect(adam.state.settings.count == 11)

    var plain = try optimizer("SGD", steps: 1).state
    plain.entries = [0: [("momentum_buffer", .value(.null))]]
    let sgd = try optimizer("SGD")
    try sgd.load(plain)
    #expect(sgd.state.entries.isEmpty)
  }

  @Test func aSchedulersSettingsStayInTheGroup() throws {
    let adam = try optimizer("Adam")
    let scheduler = try Registries.schedulers.make(type: "StepLR", args: ["step_size": .integer(1)])
    try scheduler.attach(adam)
    scheduler.step(metric: 0)
    let other = try optimizer("Adam")
    try other.load(adam.state)
    let initial = try #require(other.state.settings.last)
    #expect(initial.name == "initial_lr")
    #expect(initial.value == .real(1e-3))
    #expect(other.learningRate == 1e-3 * 0.1)
  }
}

extension OptimizerState.Entry {
  /// The number in a scalar tensor.
  fileprivate var number: Float? {
    if case .tensor(let tensor) = self, tensor.shape == [] { tensor.array[0] } else { nil }
  }
}
