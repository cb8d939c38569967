import Foundation

/// 1 / (1 + exp(-x)). No settings.
public struct Sigmoid: ActivationDefinition {
  /// The layer; it has no settings.
  public init() {}

  func forward(_ input: Tensor, into output: Tensor) {
    output.fill(from: input) { x in 1 / (1 + exp(-x)) }
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, into inputGradient: Tensor
  ) {
    inputGradient.fill(from: outputGradient, output) { g, y in g * y * (1 - y) }
  }
}
