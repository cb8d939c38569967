import Kernels
import RandomStreams

/// A convolution with its parameters and memory.
final class Conv2dLayer: Layer {
  let inputShape: [Int]
  let outputShape: [Int]
  let parameters: [Parameter]

  private let weight: Parameter
  private let bias: Parameter?
  /// How the kernel slides over the maps.
  let window: Window
  private let outChannels: Int
  // Made when first used: as part of a pooled convolution the layer needs no memory of its own.
  private lazy var convolution = Convolution(
    inputChannels: inputShape[0], outputChannels: outChannels, window: window)
  private var output: BatchMemory
  private var inputGradient: BatchMemory

  /// A layer over maps `[channels] + window.input`.
  init(_ name: String, inputShape: [Int], outChannels: Int, window: Window, bias hasBias: Bool) {
    self.inputShape = inputShape
    self.window = window
    self.outChannels = outChannels
    outputShape = [outChannels, window.output.rows, window.output.columns]
    weight = Parameter(
      name: "\(name).weight",
      shape: [outChannels, inputShape[0], window.kernel.rows, window.kernel.columns])
    bias = hasBias ? Parameter(name: "\(name).bias", shape: [outChannels]) : nil
    parameters = [weight] + (bias.map { [$0] } ?? [])
    output = BatchMemory(outputShape)
    inputGradient = BatchMemory(inputShape)
  }

  var trainsAsItEvaluates: Bool { true }

  func forward(_ input: Tensor, _ pass: ForwardPass) -> Tensor {
    let result = output.tensor(samples: input.shape[0])
    convolution.forward(
      input.buffer, weight: weight.value, bias: bias?.value, into: result.buffer,
      samples: input.shape[0])
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

  func resetParameters(_ random: inout RandomStream) {
    let fanIn = weight.shape.dropFirst().reduce(1, *)
    for parameter in parameters { parameter.drawDefault(fanIn: fanIn, &random) }
  }

  /// The layer, a ReLU and a 2x2 maximum pooling as one step with the same parameters.
  func pooled(
    inputLayout: MapLayout, outputLayout: MapLayout, needsInputGradient: Bool
  ) -> PooledConv2dLayer {
    PooledConv2dLayer(
      weight: weight, bias: bias, inputShape: inputShape, window: window,
      inputLayout: inputLayout, outputLayout: outputLayout,
      needsInputGradient: needsInputGradient)
  }
}
