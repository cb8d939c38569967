import NamedSettings

extension Registries {
  /// What the layers of `ModelSequential` are chosen from: PyTorch's class names.
  public static let layers = Registry<any LayerDefinition>(
    "layer",
    [
      "AdaptiveAvgPool2d": AdaptiveAvgPool2d.init,
      "AvgPool2d": AvgPool2d.init,
      "BatchNorm2d": BatchNorm2d.init,
      "Conv2d": Conv2d.init,
      "Dropout": Dropout.init,
      "Flatten": Flatten.init,
      "GELU": GELU.init,
      "LeakyReLU": LeakyReLU.init,
      "Linear": Linear.init,
      "MaxPool2d": MaxPool2d.init,
      "ReLU": ReLU.init,
      "Sigmoid": { _ in Sigmoid() },
      "Softplus": Softplus.init,
      "Tanh": { _ in Tanh() },
    ])
}
