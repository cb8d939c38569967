import Kernels
import RandomStreams

/// A convolution, its ReLU and its 2x2 maximum pooling as one step: it shares the convolution's
/// parameters, and no memory is taken for what lies between.
final class PooledConv2dLayer: Layer {
  let inputShape: [Int]
  let outputShape: [Int]
  let parameters: [Parameter]

  private let weight: Parameter
  private let bias: Parameter?
  private let convolution: PooledConvolution
  private var output: BatchMemory
  private var inputGradient: BatchMemory

  /// A step over maps of `inputShape`, `[channels, rows, columns]` whatever the layouts.
  init(
    weight: Parameter, bias: Parameter?, inputShape: [Int], window: Window,
    inputLayout: MapLayout, outputLayout: MapLayout, needsInputGradient: Bool
  ) {
    self.weight = weight
    self.bias = bias
    parameters = [weight] + (bias.map { [$0] } ?? [])
    let channels = weight.shape[0]
    convolution = PooledConvolution(
      inputChannels: inputShape[0], outputChannels: channels, window: window,
      inputLayout: inputLayout, outputLayout: outputLayout,
      needsInputGradient: needsInputGradient)
    self.inputShape = Self.shape(inputShape[0], window.input, inputLayout)
    outputShape = Self.shape(channels, convolution.pooled, outputLayout)
    output = BatchMemory(outputShape)
    inputGradient = BatchMemory(self.inputShape)
  }

  var trainsAsItEvaluates: Bool { true }

  func forward(_ input: Tensor, _ pass: ForwardPass) -> Tensor {
    let result = output.tensor(samples: input.shape[0])
    let keepsWinners = if case .training = pass { true } else { false }
    convolution.forward(
      input.buffer, weight: weight.value, bias: bias?.value, into: result.buffer,
      samples: input.shape[0], keepsWinners: keepsWinners)
    return result
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, needsInputGradient: Bool
  ) -> Tensor? {
    let result = needsInputGradient ? inputGradient.tensor(samples: input.shape[0]) : nil
    convolution.backward(
      outputGradient.buffer, input: input.buffer, weight: weight.value,
      weightGradient: weight.gradient, biasGradient: bias?.gradient,
      inputGradient: result?.buffer, samples: input.shape[0])
    return result
  }

  func resetParameters(_ random: inout RandomStream) {}

  private static func shape(_ channels: Int, _ size: Size2d, _ layout: MapLayout) -> [Int] {
    switch layout {
    case .channelsFirst: [channels, size.rows, size.columns]
    case .channelsLast: [size.rows, size.columns, PooledConvolution.padded(channels)]
    }
  }
}
