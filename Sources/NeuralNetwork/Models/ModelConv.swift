/// Two convolutions and two fully connected layers: maps to output parameters.
///
/// Settings: `input_shape`, `[channels, rows, columns]`, and `num_parameters`.
public struct ModelConv: ModelDefinition {
  /// `[channels, rows, columns]`, at least 10 rows and 10 columns.
  public let inputShape: [Int]
  /// The number of output parameters.
  public let outputCount: Int
  private let chain: LayerChain

  /// The model. Throws when maps of `inputShape` are too small for its layers.
  public init(inputShape: [Int], parameterCount: Int) throws(SettingError) {
    self.inputShape = inputShape
    outputCount = parameterCount
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

  /// The layers, with their memory.
  public func layers() throws(SettingError) -> [NamedLayer] { try chain.layers() }
}
