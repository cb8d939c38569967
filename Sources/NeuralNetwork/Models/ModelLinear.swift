import NamedSettings

/// One fully connected layer, its outputs not negative: the simplest model of a map.
///
/// Settings: `input_shape`, `[channels, rows, columns]`, and `num_parameters`.
public struct ModelLinear: ModelDefinition {
  /// The layers.
  public let chain: LayerChain

  /// The model.
  public init(inputShape: [Int], parameterCount: Int) throws(SettingError) {
    chain = try LayerChain(
      inputShape: inputShape,
      [
        "flatten": Flatten(),
        "fc1": Linear(outFeatures: parameterCount),
        "relu1": ReLU(),
      ])
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    try self.init(
      inputShape: settings.inputShape(), parameterCount: settings.outputCount())
  }
}
