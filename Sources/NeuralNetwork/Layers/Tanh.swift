import Foundation

/// tanh x. No settings.
public struct Tanh: ActivationDefinition {
  /// The layer; it has no settings.
  public init() {}

  func forward(_ input: Tensor, into output: Tensor) {
    output.fill(from: input) { x in tanh(x) }
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, into inputGradient: Tensor
  ) {
    inputGradient.fill(from: outputGradient, output) { g, y in g * (1 - y * y) }
  }
}
