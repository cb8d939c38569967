import Kernels

/// ln(1 + exp(beta x)) / beta, and x itself where beta x is above the threshold.
///
/// Settings: `beta` 1, `threshold` 20.
public struct Softplus: ActivationDefinition {
  let activation: Activation

  /// A layer with PyTorch's arguments.
  public init(beta: Double = 1, threshold: Double = 20) {
    activation = .softplus(beta: Float(beta), threshold: Float(threshold))
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    self.init(
      beta: try settings.real("beta", default: 1, in: Double.leastNormalMagnitude...),
      threshold: try settings.real("threshold", default: 20))
  }
}
