import RandomStreams

/// Another view of its input's memory.
final class FlattenLayer: Layer {
  let inputShape: [Int]
  var outputShape: [Int] { output.sampleShape }
  var parameters: [Parameter] { [] }

  private var output: BatchMemory
  private var inputGradient: BatchMemory

  /// A layer over samples of any shape.
  init(inputShape: [Int]) {
    self.inputShape = inputShape
    output = BatchMemory([inputShape.reduce(1, *)])
    inputGradient = BatchMemory(inputShape)
  }

  var trainsAsItEvaluates: Bool { true }

  func forward(_ input: Tensor, _ pass: ForwardPass) -> Tensor { output.view(input) }

  func backward(
    _ outputGradient: Tensor, input: Tensor, needsInputGradient: Bool
  ) -> Tensor? {
    needsInputGradient ? inputGradient.view(outputGradient) : nil
  }

  func resetParameters(_ random: inout RandomStream) {}
}
