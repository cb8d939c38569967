import NamedSettings

/// max(0, x). Settings: `inplace`, which changes nothing.
public struct ReLU: ActivationDefinition {
  /// The layer.
  public init() {}

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) { try settings.skipInplace() }

  func forward(_ input: Tensor, into output: Tensor) {
    output.fill(from: input) { x in x <= 0 ? 0 : x }
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, into inputGradient: Tensor
  ) {
    inputGradient.fill(from: outputGradient, output) { g, y in y <= 0 ? 0 : g }
  }
}
