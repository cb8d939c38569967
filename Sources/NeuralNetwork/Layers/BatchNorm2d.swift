import NamedSettings

/// Normalisation of each channel: by the batch's statistics in training, by running ones in
/// evaluation.
///
/// Settings: `eps` 1e-5, `momentum` 0.1, `affine` true. `num_features` may be given and must then be
/// right; `track_running_stats` true is the only value.
public struct BatchNorm2d: LayerDefinition {
  let epsilon: Double
  let momentum: Double
  let affine: Bool
  private var expected: ExpectedExtent?

  /// A normalisation with PyTorch's arguments.
  public init(epsilon: Double = 1e-5, momentum: Double = 0.1, affine: Bool = true) {
    self.epsilon = epsilon
    self.momentum = momentum
    self.affine = affine
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    let expected = try settings.expectedExtent("num_features")
    try settings.only(
      "track_running_stats", .bool(true), "evaluation goes by the running statistics")
    if settings.peek("momentum") == .null {
      throw SettingError(
        "momentum", "null, the mean over all batches, is not supported: give a number")
    }
    self.init(
      epsilon: try settings.real("eps", default: 1e-5, in: 0...),
      momentum: try settings.real("momentum", default: 0.1, in: 0...1),
      affine: try settings.bool("affine", default: true))
    self.expected = expected
  }

  /// The shape of the input, `[channels, rows, columns]`.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] {
    _ = try requireMap(inputShape)
    try expected?.check(inputShape, type)
    return inputShape
  }

  /// Of `weight` and `bias`, if `affine`.
  public func parameterShapes(for inputShape: [Int]) throws(SettingError) -> [[Int]] {
    affine ? [inputShape.prefix(1), inputShape.prefix(1)].map(Array.init) : []
  }

  /// Two where a channel is one element: a single value has no variance.
  public func smallestBatch(of inputShape: [Int]) -> Int {
    inputShape.dropFirst().allSatisfy { $0 == 1 } ? 2 : 1
  }

  /// The layer, with buffers `running_mean`, `running_var`, `num_batches_tracked` and, unless
  /// `affine` is false, parameters `weight` and `bias`.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    let (channels, size) = try requireMap(outputShape(for: inputShape))
    return BatchNorm2dLayer(
      name, inputShape: inputShape, momentum: Float(momentum), affine: affine,
      normalization: .init(channels: channels, elements: size.count, epsilon: epsilon))
  }
}
