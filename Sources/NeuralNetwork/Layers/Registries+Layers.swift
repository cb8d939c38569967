extension Registries {
  /// What the layers of `ModelSequential` are chosen from: PyTorch's class names.
  public static let layers = Registry<any LayerDefinition>(
    "layer",
    [
      "AdaptiveAvgPool2d": { settings throws(SettingError) in try AdaptiveAvgPool2d(&settings) },
      "AvgPool2d": { settings throws(SettingError) in try AvgPool2d(&settings) },
      "BatchNorm2d": { settings throws(SettingError) in try BatchNorm2d(&settings) },
      "Conv2d": { settings throws(SettingError) in try Conv2d(&settings) },
      "Dropout": { settings throws(SettingError) in try Dropout(&settings) },
      "Flatten": { settings throws(SettingError) in try Flatten(&settings) },
      "GELU": { settings throws(SettingError) in try GELU(&settings) },
      "LeakyReLU": { settings throws(SettingError) in try LeakyReLU(&settings) },
      "Linear": { settings throws(SettingError) in try Linear(&settings) },
      "MaxPool2d": { settings throws(SettingError) in try MaxPool2d(&settings) },
      "ReLU": { settings throws(SettingError) in try ReLU(&settings) },
      "Sigmoid": { settings throws(SettingError) in try Sigmoid(&settings) },
      "Softplus": { settings throws(SettingError) in try Softplus(&settings) },
      "Tanh": { settings throws(SettingError) in try Tanh(&settings) },
    ])
}
