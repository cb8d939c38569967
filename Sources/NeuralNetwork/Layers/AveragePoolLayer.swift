import Kernels
import RandomStreams

/// A pooling by means, with its memory.
final class AveragePoolLayer: Layer {
  let inputShape: [Int]
  var outputShape: [Int] { output.sampleShape }
  var parameters: [Parameter] { [] }

  private let pooling: AveragePooling
  private var output: BatchMemory
  private var inputGradient: BatchMemory

  /// A layer between maps of the given shapes.
  init(inputShape: [Int], outputShape: [Int], pooling: AveragePooling) {
    self.inputShape = inputShape
    self.pooling = pooling
    output = BatchMemory(outputShape)
    inputGradient = BatchMemory(inputShape)
  }

  var trainsAsItEvaluates: Bool { true }

  func forward(_ input: Tensor, _ pass: ForwardPass) -> Tensor {
    let result = output.tensor(samples: input.shape[0])
    pooling.forward(input.buffer, into: result.buffer, samples: input.shape[0])
    return result
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, needsInputGradient: Bool
  ) -> Tensor? {
    guard needsInputGradient else { return nil }
    let result = inputGradient.tensor(samples: input.shape[0])
    pooling.backward(outputGradient.buffer, into: result.buffer, samples: input.shape[0])
    return result
  }

  func resetParameters(_ random: inout RandomStream) {}
}
