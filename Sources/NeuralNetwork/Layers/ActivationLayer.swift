import Kernels

/// A function of each element alone, with its memory.
final class ActivationLayer: Layer {
  let inputShape: [Int]
  var outputShape: [Int] { inputShape }
  var parameters: [Parameter] { [] }

  private let activation: Activation
  private var output: BatchMemory
  private var inputGradient: BatchMemory

  /// A layer over samples of any shape.
  init(_ activation: Activation, inputShape: [Int]) {
    self.inputShape = inputShape
    self.activation = activation
    output = BatchMemory(inputShape)
    inputGradient = BatchMemory(inputShape)
  }

  func forward(_ input: Tensor, _ pass: ForwardPass) -> Tensor {
    let result = output.tensor(samples: input.shape[0])
    activation.forward(input.buffer, into: result.buffer, count: input.count)
    return result
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, needsInputGradient: Bool
  ) -> Tensor? {
    guard needsInputGradient else { return nil }
    let samples = input.shape[0]
    let result = inputGradient.tensor(samples: samples)
    activation.backward(
      outputGradient.buffer, input: input.buffer, output: output.tensor(samples: samples).buffer,
      into: result.buffer, count: input.count)
    return result
  }

  func resetParameters(_ random: inout RandomStream) {}
}
