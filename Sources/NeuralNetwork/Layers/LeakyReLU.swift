import Kernels

/// x, or a small multiple of x where x is negative.
///
/// Settings: `negative_slope` 0.01.
public struct LeakyReLU: ActivationDefinition {
  let activation: Activation

  /// A layer with PyTorch's arguments.
  public init(negativeSlope: Double = 0.01) {
    activation = .leakyReLU(slope: Float(negativeSlope))
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    self.init(negativeSlope: try settings.real("negative_slope", default: 0.01))
  }
}
