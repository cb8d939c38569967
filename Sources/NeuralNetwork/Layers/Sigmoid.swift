import Kernels

/// 1 / (1 + exp(-x)). No settings.
public struct Sigmoid: ActivationDefinition {
  var activation: Activation { .sigmoid }

  /// The layer without settings.
  public init() {}

  /// Reads a configuration's settings, of which there are none.
  public init(_ settings: inout Settings) throws(SettingError) { self.init() }
}
