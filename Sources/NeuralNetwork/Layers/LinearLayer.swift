import Kernels
import RandomStreams

/// A fully connected layer with its parameters and memory.
final class LinearLayer: Layer {
  let inputShape: [Int]
  let outputShape: [Int]
  let parameters: [Parameter]
  let weight: Parameter
  let bias: Parameter?

  private let dense: Dense
  private let weightGradient: FactoredGradient
  private var output: BatchMemory
  private var inputGradient: BatchMemory

  /// A layer between flat shapes.
  init(_ name: String, inputShape: [Int], outputShape: [Int], bias hasBias: Bool) {
    self.inputShape = inputShape
    self.outputShape = outputShape
    weight = Parameter(name: "\(name).weight", shape: outputShape + inputShape)
    bias = hasBias ? Parameter(name: "\(name).bias", shape: outputShape) : nil
    parameters = [weight] + (bias.map { [$0] } ?? [])
    dense = Dense(inputs: inputShape[0], outputs: outputShape[0])
    weightGradient = FactoredGradient(outputs: outputShape[0], inputs: inputShape[0])
    output = BatchMemory(outputShape)
    inputGradient = BatchMemory(inputShape)
  }

  var trainsAsItEvaluates: Bool { true }

  func forward(_ input: Tensor, _ pass: ForwardPass) -> Tensor {
    weight.forgetFactors()
    let result = output.tensor(samples: input.shape[0])
    dense.forward(
      input.buffer, weight: weight.value, bias: bias?.value, into: result.buffer,
      samples: input.shape[0])
    return result
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, needsInputGradient: Bool
  ) -> Tensor? {
    let result = needsInputGradient ? inputGradient.tensor(samples: input.shape[0]) : nil
    dense.backward(
      outputGradient.buffer, input: input.buffer, weight: weight.value,
      weightGradient: weightGradient, biasGradient: bias?.gradient,
      inputGradient: result?.buffer, samples: input.shape[0])
    weight.setGradient(weightGradient)
    return result
  }

  func resetParameters(_ random: inout RandomStream) {
    for parameter in parameters { parameter.drawDefault(fanIn: inputShape[0], &random) }
  }
}
