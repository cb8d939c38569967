import Kernels
import NamedSettings
import NeuralNetwork
import RandomStreams
import Testing

struct NetworkTests {
  /// Marks the weights that an initializer has seen.
  private struct Marker: Initializer {
    func initialize(weight: Parameter, bias: Parameter?, _ random: inout RandomStream) {
      weight.value.fill(Float(random.uniform()))
      bias?.value.fill(5)
    }
  }

  private let key = RandomKey(seed: 3, trial: 2, purpose: .weights)

  private func network(_ shape: [Int] = [2, 12, 15]) throws -> Network {
    let network = try Network(ModelConv(inputShape: shape, parameterCount: 2))
    network.initialize(Marker(), key: key)
    return network
  }

  @Test func initializersTouchLinearLayersOnly() throws {
    for (name, parameter) in try network().parameters {
      let values = parameter.value.array
      #expect((Set(values).count == 1) == name.hasPrefix("fc"), "\(name)")
      #expect(!name.hasPrefix("fc") || !name.hasSuffix("bias") || values[0] == 5, "\(name)")
    }
  }

  @Test func convolutionsStartUniformWithinPyTorchsBounds() throws {
    let state = try network().parameters.filter { $0.name.hasPrefix("conv2") }
    let bound = 1 / Float(32 * 9).squareRoot()
    for (name, parameter) in state {
      #expect(parameter.value.array.allSatisfy { abs($0) <= bound }, "\(name)")
    }
    let values = try #require(state.first).parameter.value.array
    let mean = values.reduce(0, +) / Float(values.count)
    let variance = values.reduce(0) { $0 + $1 * $1 } / Float(values.count)
    #expect(abs(mean) < 0.03 * bound)
    #expect(abs(variance / (bound * bound / 3) - 1) < 0.03)
  }

  @Test func theKeyTellsTheInitialValues() throws {
    let first = try network().stateDictionary.map(\.tensor.array)
    #expect(try network().stateDictionary.map(\.tensor.array) == first)
    let other = try network()
    var otherKey = key
    otherKey.trial = 3
    other.initialize(Marker(), key: otherKey)
    #expect(other.stateDictionary[0].tensor.array != first[0])
    // Layers draw from streams of their own.
    #expect(first[4][0] != first[6][0])
  }

  @Test func theSameInputGivesTheSameBits() throws {
    let input = pattern([3, 2, 12, 15], seed: 0)
    let gradient = pattern([3, 2], seed: 5)
    func pass(_ network: Network) -> [[UInt32]] {
      let output = network.forward(input, LayerCase.training).array
      network.backward(gradient)
      let gradients = network.parameters.map(\.parameter.gradient.array)
      return ([output] + gradients).map { $0.map(\.bitPattern) }
    }
    let one = try network()
    let first = pass(one)
    #expect(pass(one) == first)
    #expect(try pass(network()) == first)
  }

  @Test func aGradientThatWasAskedForOutlivesTheNextForwardPass() throws {
    let network = try network()
    _ = network.forward(pattern([3, 2, 12, 15], seed: 0), LayerCase.training)
    network.backward(pattern([3, 2], seed: 5))
    let gradients = network.parameters.map(\.parameter.gradient.array)
    _ = network.forward(pattern([4, 2, 12, 15], seed: 1), .evaluation)
    #expect(network.parameters.map(\.parameter.gradient.array) == gradients)
  }

  /// The dense layers leave theirs as a product of what the forward pass overwrites: stale numbers would be worse.
  @Test func aGradientThatNobodyAskedForInTimeIsNotMadeUp() async {
    await #expect(processExitsWith: .failure) {
      let network = try Network(ModelLinear(inputShape: [1, 2, 2], parameterCount: 1))
      let optimizer = try Registries.optimizers.make(type: "Adam")
      optimizer.attach(network.parameters.map(\.parameter))
      let input = Tensor(shape: [1, 1, 2, 2])
      _ = network.forward(input, .training(RandomKey(seed: 1, purpose: .dropout)))
      network.backward(Tensor(shape: [1, 1]))
      _ = network.forward(input, .evaluation)
      optimizer.step()
    }
  }

  @Test func laterPassesReuseTheMemory() throws {
    let network = try network()
    func pass(_ samples: Int) -> FloatBuffer {
      let output = network.forward(pattern([samples, 2, 12, 15], seed: 0), .evaluation)
      #expect(output.shape == [samples, 2])
      return output.buffer
    }
    let memory = pass(4)
    #expect(pass(4) === memory)
    #expect(pass(1) === memory)
    #expect(pass(4) === memory)
  }

  @Test func aStateDictionaryIsACopyThatLoadsBack() throws {
    let source = try network()
    let state = source.stateDictionary
    let target = try Network(ModelConv(inputShape: [2, 12, 15], parameterCount: 2))
    try target.load(state)
    source.parameters[0].parameter.value.fill(9)
    #expect(target.stateDictionary.map(\.tensor.array) == state.map(\.tensor.array))
    try target.load(state.map { ("module.\($0.name)", $0.tensor) }.reversed())
    #expect(target.stateDictionary.map(\.tensor.array) == state.map(\.tensor.array))
    try network().load(state.map { ("module._orig_mod.module.\($0.name)", $0.tensor) })
  }

  @Test func loadNamesTheFirstTensorOfAnotherShapeAndChangesNothing() throws {
    let target = try network()
    let before = target.stateDictionary.map(\.tensor.array)
    #expect(
      throws: SettingError(
        "fc1.weight", "has the shape [64, 192], but the model expects [64, 128]")
    ) {
      try target.load(network([2, 12, 18]).stateDictionary)
    }
    #expect(target.stateDictionary.map(\.tensor.array) == before)
  }

  @Test func loadNamesTensorsThatAreMissingOrLeftOver() throws {
    let target = try network()
    var state = target.stateDictionary
    let removed = state.remove(at: 3)
    #expect(
      throws: SettingError("conv2.bias", "is missing; the model expects the shape [64]")
    ) {
      try target.load(state)
    }
    state.append(removed)
    state.append(("fc3.weight", Tensor(shape: [2, 2])))
    #expect(throws: SettingError("fc3.weight", "is not in the model; its shape is [2, 2]")) {
      try target.load(state)
    }
  }
}
