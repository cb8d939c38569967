import NamedSettings

/// x, or a small multiple of x where x is negative.
///
/// Settings: `negative_slope` 0.01, and `inplace`, which changes nothing.
public struct LeakyReLU: ActivationDefinition {
  let slope: Float

  /// A layer with PyTorch's arguments.
  public init(negativeSlope: Double = 0.01) { slope = Float(negativeSlope) }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    try settings.skipInplace()
    self.init(negativeSlope: try settings.real("negative_slope", default: 0.01))
  }

  func forward(_ input: Tensor, into output: Tensor) {
    output.fill(from: input) { x in x > 0 ? x : slope * x }
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, into inputGradient: Tensor
  ) {
    inputGradient.fill(from: outputGradient, input) { g, x in x > 0 ? g : slope * g }
  }
}
