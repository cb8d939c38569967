/// max(0, x). No settings.
public struct ReLU: ActivationDefinition {
  /// The layer; it has no settings.
  public init() {}

  func forward(_ input: Tensor, into output: Tensor) {
    output.fill(from: input) { x in x <= 0 ? 0 : x }
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, into inputGradient: Tensor
  ) {
    inputGradient.fill(from: outputGradient, output) { g, y in y <= 0 ? 0 : g }
  }
}
