import Kernels
import RandomStreams

/// A batch normalisation with its parameters, running statistics and memory.
final class BatchNorm2dLayer: Layer {
  let inputShape: [Int]
  var outputShape: [Int] { inputShape }
  let parameters: [Parameter]
  let buffers: [(name: String, tensor: Tensor)]

  private let weight: Parameter?
  private let bias: Parameter?
  private let runningMean: FloatBuffer
  private let runningVariance: FloatBuffer
  private let batchesTracked: FloatBuffer
  private let momentum: Float
  private let normalization: BatchNormalization
  private var output: BatchMemory
  private var inputGradient: BatchMemory

  /// A layer over maps `[channels, rows, columns]`.
  init(
    _ name: String, inputShape: [Int], momentum: Float, affine: Bool,
    normalization: BatchNormalization
  ) {
    self.inputShape = inputShape
    self.momentum = momentum
    self.normalization = normalization
    let channels = inputShape[0]
    weight = affine ? Parameter(name: "\(name).weight", shape: [channels]) : nil
    bias = affine ? Parameter(name: "\(name).bias", shape: [channels]) : nil
    parameters = [weight, bias].compactMap(\.self)
    runningMean = FloatBuffer(count: channels)
    runningVariance = FloatBuffer(count: channels)
    batchesTracked = FloatBuffer(count: 1)
    buffers = [
      ("\(name).running_mean", Tensor(shape: [channels], buffer: runningMean)),
      ("\(name).running_var", Tensor(shape: [channels], buffer: runningVariance)),
      ("\(name).num_batches_tracked", Tensor(shape: [], buffer: batchesTracked)),
    ]
    output = BatchMemory(inputShape)
    inputGradient = BatchMemory(inputShape)
  }

  func forward(_ input: Tensor, _ pass: ForwardPass) -> Tensor {
    let samples = input.shape[0]
    switch pass {
    case .training:
      normalization.learn(
        input.buffer, runningMean: runningMean, runningVariance: runningVariance,
        momentum: momentum, samples: samples)
      batchesTracked[0] += 1
    case .evaluation:
      normalization.use(mean: runningMean, variance: runningVariance)
    }
    let result = output.tensor(samples: samples)
    normalization.forward(
      input.buffer, weight: weight?.value, bias: bias?.value, into: result.buffer,
      samples: samples)
    return result
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, needsInputGradient: Bool
  ) -> Tensor? {
    let result = needsInputGradient ? inputGradient.tensor(samples: input.shape[0]) : nil
    normalization.backward(
      outputGradient.buffer, input: input.buffer, weight: weight?.value,
      weightGradient: weight?.gradient, biasGradient: bias?.gradient,
      inputGradient: result?.buffer, samples: input.shape[0])
    return result
  }

  func resetParameters(_ random: inout RandomStream) {
    weight?.value.fill(1)
    bias?.value.fill(0)
    runningMean.fill(0)
    runningVariance.fill(1)
    batchesTracked.fill(0)
  }
}
