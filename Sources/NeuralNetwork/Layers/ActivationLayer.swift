import RandomStreams

/// A function of each element alone, with its memory.
final class ActivationLayer: Layer {
  let inputShape: [Int]
  var outputShape: [Int] { inputShape }
  var parameters: [Parameter] { [] }

  /// The function.
  let activation: any ActivationDefinition
  private var output: BatchMemory
  private var inputGradient: BatchMemory

  /// A layer over samples of any shape.
  init(_ activation: any ActivationDefinition, inputShape: [Int]) {
    self.inputShape = inputShape
    self.activation = activation
    output = BatchMemory(inputShape)
    inputGradient = BatchMemory(inputShape)
  }

  var trainsAsItEvaluates: Bool { true }

  func forward(_ input: Tensor, _ pass: ForwardPass) -> Tensor {
    let result = output.tensor(samples: input.shape[0])
    activation.forward(input, into: result)
    return result
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, needsInputGradient: Bool
  ) -> Tensor? {
    guard needsInputGradient else { return nil }
    let samples = input.shape[0]
    let result = inputGradient.tensor(samples: samples)
    activation.backward(
      outputGradient, input: input, output: output.tensor(samples: samples), into: result)
    return result
  }

  func resetParameters(_ random: inout RandomStream) {}
}
