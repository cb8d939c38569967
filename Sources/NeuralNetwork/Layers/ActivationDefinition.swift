import Kernels

/// A layer that applies one of the `Kernels`' activations to each element, whatever the shape.
protocol ActivationDefinition: LayerDefinition {
  /// The function.
  var activation: Activation { get }
}

extension ActivationDefinition {
  /// The shape of the input.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] { inputShape }

  /// The layer; it has no parameters.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    ActivationLayer(activation, inputShape: inputShape)
  }
}
