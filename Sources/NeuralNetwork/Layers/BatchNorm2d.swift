import NamedSettings

/// Normalisation of each channel: by the batch's statistics in training, by running ones in
/// evaluation.
///
/// Settings: `eps` 1e-5, `momentum` 0.1, `affine` true.
public struct BatchNorm2d: LayerDefinition {
  let epsilon: Double
  let momentum: Double
  let affine: Bool

  /// A normalisation with PyTorch's arguments.
  public init(epsilon: Double = 1e-5, momentum: Double = 0.1, affine: Bool = true) {
    self.epsilon = epsilon
    self.momentum = momentum
    self.affine = affine
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    self.init(
      epsilon: try settings.real("eps", default: 1e-5, in: 0...),
      momentum: try settings.real("momentum", default: 0.1, in: 0...1),
      affine: try settings.bool("affine", default: true))
  }

  /// The shape of the input, `[channels, rows, columns]`.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] {
    _ = try requireMap(inputShape)
    return inputShape
  }

  /// Those of the weight and the bias.
  public func parameterCount(for inputShape: [Int]) -> Double {
    affine ? 2 * Double(inputShape[0]) : 0
  }

  /// The layer, with buffers `running_mean`, `running_var`, `num_batches_tracked` and, unless
  /// `affine` is false, parameters `weight` and `bias`.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    let (channels, size) = try requireMap(inputShape)
    return BatchNorm2dLayer(
      name, inputShape: inputShape, momentum: Float(momentum), affine: affine,
      normalization: .init(channels: channels, elements: size.count, epsilon: epsilon))
  }
}
