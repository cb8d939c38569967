import NamedSettings
import NeuralNetwork
import Testing

struct LayerTests {
  @Test func everyLayerButDropoutIsCompared() {
    #expect(Set(LayerCase.all.map(\.type)) == Set(Registries.layers.names).subtracting(["Dropout"]))
  }

  @Test(arguments: LayerCase.all)
  func forwardAndBackwardAgreeWithPyTorch(_ golden: LayerCase) throws {
    let layer = try golden.layer()
    #expect(layer.inputShape == golden.inputShape)
    #expect(layer.outputShape == golden.outputShape)

    let output = layer.forward(golden.input, LayerCase.training)
    #expect(output.shape == [golden.samples] + golden.outputShape)
    #expect(relativeError(output.array, golden.output) < 1e-5)

    let gradient = try #require(
      layer.backward(golden.outputGradient, input: golden.input, needsInputGradient: true))
    #expect(gradient.shape == golden.input.shape)
    #expect(relativeError(gradient.array, golden.inputGradient) < 1e-5)

    #expect(layer.parameters.map(\.name) == golden.parameters.map { "it.\($0.name)" })
    for (parameter, expected) in zip(layer.parameters, golden.parameters) {
      #expect(parameter.shape == expected.shape)
      #expect(relativeError(parameter.gradient.array, expected.values) < 1e-5, "\(expected.name)")
    }
    #expect(layer.buffers.map(\.name) == golden.buffers.map { "it.\($0.name)" })
    for (buffer, expected) in zip(layer.buffers, golden.buffers) {
      #expect(buffer.tensor.shape == expected.shape)
      #expect(relativeError(buffer.tensor.array, expected.values) < 1e-5, "\(expected.name)")
    }
    let evaluation = layer.forward(golden.input, .evaluation)
    #expect(relativeError(evaluation.array, golden.evaluation) < 1e-5)
  }

  @Test(arguments: LayerCase.all)
  func gradientsAgreeWithCentralDifferences(_ golden: LayerCase) throws {
    let layer = try golden.layer()
    let input = golden.input
    let outputGradient = golden.outputGradient
    func loss() -> Double {
      let output = layer.forward(input, LayerCase.training)
      return zip(output.array, outputGradient.array).reduce(0) {
        $0 + Double($1.0) * Double($1.1)
      }
    }
    func slope(_ value: (Float) -> Void, at x: Float, step: Float) -> Float {
      value(x + step)
      let above = loss()
      value(x - step)
      let below = loss()
      value(x)
      return Float((above - below) / (2 * Double(step)))
    }
    _ = loss()
    let gradient = try #require(
      layer.backward(outputGradient, input: input, needsInputGradient: true))
    let parameterGradients = layer.parameters.map(\.gradient.array)
    let inputSlopes = (0..<input.count).map { index in
      // Smaller than half the distance between any two inputs, so that no kink lies between.
      slope({ input.buffer[index] = $0 }, at: input.buffer[index], step: 0x1p-11)
    }
    #expect(relativeError(inputSlopes, gradient.array) < 2e-3)
    for (parameter, gradient) in zip(layer.parameters, parameterGradients) {
      let slopes = (0..<parameter.value.count).map { index in
        slope({ parameter.value[index] = $0 }, at: parameter.value[index], step: 0x1p-6)
      }
      #expect(relativeError(slopes, gradient) < 1e-4, "\(parameter.name)")
    }
  }

  @Test(arguments: LayerCase.all)
  func aLayerThatNeedsNoInputGradientStillSetsItsParameters(_ golden: LayerCase) throws {
    let layer = try golden.layer()
    _ = layer.forward(golden.input, LayerCase.training)
    #expect(
      layer.backward(golden.outputGradient, input: golden.input, needsInputGradient: false) == nil)
    for (parameter, expected) in zip(layer.parameters, golden.parameters) {
      #expect(relativeError(parameter.gradient.array, expected.values) < 1e-5, "\(expected.name)")
    }
  }

  @Test(arguments: LayerCase.all)
  func laterBatchesReuseTheMemoryOfTheLargest(_ golden: LayerCase) throws {
    let layer = try golden.layer()
    let large = pattern([3] + golden.inputShape, seed: 0)
    func pass(_ input: Tensor) throws -> [ObjectIdentifier] {
      let output = layer.forward(input, LayerCase.training)
      let outputGradient = Tensor(shape: output.shape, buffer: output.buffer)
      let gradient = try #require(
        layer.backward(outputGradient, input: input, needsInputGradient: true))
      return [ObjectIdentifier(output.buffer), ObjectIdentifier(gradient.buffer)]
    }
    let first = try pass(large)
    let second = try pass(large)
    let smaller = try pass(Tensor(shape: [1] + golden.inputShape, buffer: large.buffer))
    #expect(first == second)
    #expect(first == smaller)
  }
}
