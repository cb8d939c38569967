import Kernels
import RandomStreams

/// A maximum pooling with its memory.
final class MaxPool2dLayer: Layer {
  let inputShape: [Int]
  var outputShape: [Int] { output.sampleShape }
  var parameters: [Parameter] { [] }

  /// How the pooling slides over the maps.
  let window: Window
  private let pooling: MaxPooling
  private var output: BatchMemory
  private var inputGradient: BatchMemory

  /// A layer over maps `[channels] + window.input`.
  init(inputShape: [Int], window: Window) {
    self.inputShape = inputShape
    self.window = window
    pooling = MaxPooling(channels: inputShape[0], window: window)
    output = BatchMemory([inputShape[0], window.output.rows, window.output.columns])
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
