import NamedSettings
import NeuralNetwork
import Testing

struct ModelTests {
  @Test func everyModelIsCompared() {
    #expect(Set(ModelCase.all.map(\.type)) == Set(Registries.models.names))
  }

  @Test(arguments: ModelCase.all)
  func outputsAndGradientsAgreeWithPyTorch(_ golden: ModelCase) throws {
    let network = try golden.network()
    let output = network.forward(
      pattern([golden.samples] + golden.inputShape, seed: 0), LayerCase.training)
    #expect(output.shape == [golden.samples, network.definition.outputCount])
    #expect(relativeError(output.array, golden.output) < 1e-5)

    network.backward(pattern(output.shape, seed: 5))
    #expect(network.parameters.map(\.name) == golden.parameters.map(\.name))
    for ((name, parameter), expected) in zip(network.parameters, golden.parameters) {
      #expect(parameter.shape == expected.shape)
      let gradient = parameter.gradient.array
      let sample = stride(from: 0, to: gradient.count, by: expected.step).map { gradient[$0] }
      #expect(relativeError(sample, expected.values) < 1e-4, "\(name)")
      let length = gradient.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      #expect(abs(length / expected.length - 1) < 1e-4, "\(name)")
    }
  }

  @Test(arguments: ModelCase.all)
  func stateDictionariesHavePyTorchsNamesAndShapesInItsOrder(_ golden: ModelCase) throws {
    let state = try golden.network().stateDictionary
    #expect(state.map(\.name) == golden.state.map(\.name))
    #expect(state.map(\.tensor.shape) == golden.state.map(\.shape))
  }
}
