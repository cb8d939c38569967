import NamedSettings

/// A layer that applies a function to each element alone, whatever the shape; `ActivationLayer`
/// adds the memory.
///
/// Formulas and the values at their kinks are PyTorch's. NaN stays NaN: a diverged network must not
/// look sound.
protocol ActivationDefinition: LayerDefinition {
  /// Sets each element of `output` to the function of that of `input`.
  func forward(_ input: Tensor, into output: Tensor)
  /// Sets each element of `inputGradient` to that of `outputGradient` times the function's
  /// derivative, given the latest `input` and `output`.
  func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, into inputGradient: Tensor)
}

extension ActivationDefinition {
  /// The shape of the input.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] { inputShape }

  /// The layer; it has no parameters.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    ActivationLayer(self, inputShape: inputShape)
  }
}
