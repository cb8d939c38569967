import NamedSettings
import NeuralNetwork
import RandomStreams
import Testing

struct EdgeValueTests {
  /// A diverged network must not look sound: PyTorch's layers pass NaN on as well.
  @Test(arguments: [
    "ReLU", "LeakyReLU", "GELU", "Tanh", "Sigmoid", "Softplus", "AvgPool2d", "AdaptiveAvgPool2d",
    "MaxPool2d",
  ])
  func notANumberStaysSo(type: String) throws {
    var args: [String: SettingValue] = [:]
    if type.hasSuffix("Pool2d") { args = ["kernel_size": .integer(2)] }
    if type.hasPrefix("Adaptive") { args = ["output_size": .integer(1)] }
    let layer = try Registries.layers.make(type: type, args: args)
      .layer(named: "it", inputShape: [1, 2, 2])
    for position in 0..<4 {
      let input = Tensor(shape: [1, 1, 2, 2], values: [1, 2, 3, 4])
      input.buffer[position] = .nan
      #expect(layer.forward(input, .evaluation).array.contains { $0.isNaN })
    }
  }

  @Test func saturatedActivationsStayFinite() throws {
    let input = Tensor(shape: [1, 2], values: [-200, 200])
    let expected: KeyValuePairs<String, [Float]> = [
      "GELU": [0, 200], "Tanh": [-1, 1], "Sigmoid": [0, 1], "Softplus": [0, 200],
    ]
    for (type, values) in expected {
      let layer = try Registries.layers.make(type: type).layer(named: "it", inputShape: [2])
      #expect(layer.forward(input, .evaluation).array == values, "\(type)")
      let gradient = try #require(
        layer.backward(input, input: input, needsInputGradient: true))
      #expect(gradient.array.allSatisfy { $0.isFinite }, "\(type)")
    }
  }

  @Test func ofEqualElementsTheFirstTakesTheGradient() throws {
    for kernel in [2, 3] {
      let layer = try Registries.layers
        .make(type: "MaxPool2d", args: ["kernel_size": .integer(kernel)])
        .layer(named: "it", inputShape: [1, kernel, kernel])
      let input = Tensor(shape: [1, 1, kernel, kernel])
      _ = layer.forward(input, LayerCase.training)
      let gradient = try #require(
        layer.backward(
          Tensor(shape: [1, 1, 1, 1], values: [7]), input: input, needsInputGradient: true))
      #expect(gradient.array == [7] + Array(repeating: 0, count: kernel * kernel - 1))
    }
  }

  @Test func batchNormalisationOfOneElementGivesItsBias() throws {
    let layer = try BatchNorm2d().layer(named: "it", inputShape: [2, 1, 1])
    var random = RandomStream(RandomKey(seed: 1, purpose: .weights))
    layer.resetParameters(&random)
    let input = Tensor(shape: [1, 2, 1, 1], values: [3, -4])
    #expect(layer.forward(input, LayerCase.training).array == [0, 0])
    let state = layer.buffers.flatMap(\.tensor.array)
    #expect(relativeError(state, [0.3, -0.4, 0.9, 0.9, 1]) < 1e-6)
  }
}
