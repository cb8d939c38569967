import Kernels

/// max(0, x). No settings.
public struct ReLU: ActivationDefinition {
  var activation: Activation { .relu }

  /// The layer without settings.
  public init() {}

  /// Reads a configuration's settings, of which there are none.
  public init(_ settings: inout Settings) throws(SettingError) { self.init() }
}
