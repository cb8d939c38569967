import NamedSettings

/// Two convolutions and two fully connected layers: maps to output parameters.
///
/// Settings: `input_shape`, `[channels, rows, columns]`, and `num_parameters`.
public struct ModelConv: ModelDefinition {
  /// The layers.
  public let chain: LayerChain

  /// The model. Throws when the maps of `inputShape` are smaller than 10 x 10.
  public init(inputShape: [Int], parameterCount: Int) throws(SettingError) {
    chain = try LayerChain(
      inputShape: inputShape,
      [
        "conv1": Conv2d(outChannels: 32, kernelSize: 3),
        "relu1": ReLU(),
        "pool1": MaxPool2d(kernelSize: 2),
        "conv2": Conv2d(outChannels: 64, kernelSize: 3),
        "relu2": ReLU(),
        "pool2": MaxPool2d(kernelSize: 2),
        "flatten": Flatten(),
        "fc1": Linear(outFeatures: 64),
        "relu3": ReLU(),
        "fc2": Linear(outFeatures: parameterCount),
      ])
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    try self.init(
      inputShape: settings.inputShape(), parameterCount: settings.outputCount())
  }
}
