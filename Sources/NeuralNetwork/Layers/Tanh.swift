import Kernels

/// tanh x. No settings.
public struct Tanh: ActivationDefinition {
  var activation: Activation { .tanh }

  /// The layer without settings.
  public init() {}

  /// Reads a configuration's settings, of which there are none.
  public init(_ settings: inout Settings) throws(SettingError) { self.init() }
}
