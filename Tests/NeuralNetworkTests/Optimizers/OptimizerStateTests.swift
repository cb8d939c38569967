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

  @Test func aRateAndAMomentumOutsideTheConfigurationsRangeAreTakenAsTheyAre() throws {
    let cases: [(type: String, args: [String: SettingValue], momentum: Double)] = [
      ("SGD", ["momentum": .real(0.9), "nesterov": .bool(true)], 0),
      ("RMSprop", ["momentum": .real(0.9)], 0), ("Adam", [:], 1), ("NAdam", [:], 1),
      ("Adamax", [:], 1), ("RAdam", [:], 1),
    ]
    for (type, args, momentum) in cases {
      let trained = try optimizer(type, args, steps: 2)
      trained.learningRate = -2.5e-20
      trained.momentum = momentum
      let resumed = try optimizer(type, args)
      try resumed.load(trained.state)
      #expect(resumed.learningRate == -2.5e-20, "\(type)")
      #expect(resumed.momentum == momentum, "\(type)")
      #expect(
        resumed.state.entries[0]?.map(\.name) == trained.state.entries[0]?.map(\.name), "\(type)")
      #expect(resumed.state.entries[0]?.count ?? 0 > 0, "\(type)")
    }
    var state = try optimizer("Adam").state
    state.settings[0].value = .real(.nan)
    expectError(
      SettingError("lr", "expected a finite number, found nan"), loading: state,
      into: try optimizer("Adam"))
    state = try optimizer("Adam").state
    state.settings[1].value = .array([.real(0.9), .real(1)])
    expectError(
      SettingError("betas[1]", "1.0 is outside 0.0..<1.0"), loading: state,
      into: try optimizer("Adam"))
  }

  @Test func aMomentumThatIsYetToComeNeedsNoBuffer() throws {
    let args: [String: SettingValue] = ["momentum": .real(0.9)]
    let trained = try optimizer("RMSprop", args)
    trained.momentum = 0
    trained.step()
    trained.momentum = 0.5
    let resumed = try optimizer("RMSprop", args)
    try resumed.load(trained.state)
    resumed.step()
    trained.step()
    #expect(resumed.state.entries[0]?.count == 3)
    #expect(trained.state.entries[0]?.count == 3)
  }

  @Test func settingsOfTheUsersOwnArePassedOver() throws {
    var state = try optimizer("Adam", ["lr": .real(0.5)], steps: 1).state
    state.settings.append(("name", .string("all")))
    state.settings.append(
      ("param_names", .array([.string("module.fc1.weight"), .string("fc1.bias")])))
    let adam = try optimizer("Adam")
    try adam.load(state)
    #expect(adam.learningRate == 0.5)
    #expect(adam.state.settings.count == 11)
    state.settings.removeLast()
    state.settings.append(("param_names", .array([.string("fc1.bias"), .string("fc1.weight")])))
    expectError(
      SettingError("param_names[0]", "the state has \"fc1.bias\", the model \"fc1.weight\""),
      loading: state, into: adam)
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
