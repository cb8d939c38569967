import Kernels
import RandomStreams

/// A dropout with its memory.
final class DropoutLayer: Layer {
  let inputShape: [Int]
  var outputShape: [Int] { inputShape }
  var parameters: [Parameter] { [] }

  private let probability: Double
  /// By element, the factor in the latest pass: 0, or what makes up for the dropped ones. Nil for
  /// factors of 1.
  private var latestFactors: Tensor?
  private var factors: BatchMemory
  private var output: BatchMemory
  private var inputGradient: BatchMemory

  /// A layer over samples of any shape.
  init(inputShape: [Int], probability: Double) {
    self.inputShape = inputShape
    self.probability = probability
    factors = BatchMemory(inputShape)
    output = BatchMemory(inputShape)
    inputGradient = BatchMemory(inputShape)
  }

  func forward(_ input: Tensor, _ pass: ForwardPass) -> Tensor {
    guard case .training(let key) = pass else {
      latestFactors = nil
      return input
    }
    let samples = input.shape[0]
    let factors = factors.tensor(samples: samples)
    var random = RandomStream(key)
    let scale = probability < 1 ? Float(1 / (1 - probability)) : 0
    for index in 0..<input.count {
      factors.buffer[index] = random.uniform() < probability ? 0 : scale
    }
    latestFactors = factors
    return product(input, factors, into: output.tensor(samples: samples))
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, needsInputGradient: Bool
  ) -> Tensor? {
    guard needsInputGradient else { return nil }
    guard let latestFactors else { return outputGradient }
    return product(
      outputGradient, latestFactors, into: inputGradient.tensor(samples: input.shape[0]))
  }

  func resetParameters(_ random: inout RandomStream) {}

  private func product(_ a: Tensor, _ b: Tensor, into result: Tensor) -> Tensor {
    Elementwise.multiply(a.buffer, b.buffer, into: result.buffer, count: result.count)
    return result
  }
}
