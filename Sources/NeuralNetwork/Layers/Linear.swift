import NamedSettings

/// A fully connected layer; the number of input features is that of the flat shape that reaches it.
///
/// Settings: `out_features`, `bias` true. `in_features` may be given and must then be right.
public struct Linear: LayerDefinition {
  let outFeatures: Int
  let bias: Bool
  private var expected: ExpectedExtent?

  /// A fully connected layer with PyTorch's arguments.
  public init(outFeatures: Int, bias: Bool = true) {
    self.outFeatures = outFeatures
    self.bias = bias
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    let expected = try settings.expectedExtent("in_features")
    self.init(
      outFeatures: try settings.integer("out_features", in: Settings.extents),
      bias: try settings.bool("bias", default: true))
    self.expected = expected
  }

  /// `[outFeatures]`. Throws unless `inputShape` is flat.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] {
    guard inputShape.count == 1 else {
      throw SettingError(
        "",
        "Linear needs a flat shape, but \(inputShape) reaches it: put Flatten before it"
      )
    }
    try expected?.check(inputShape, type)
    return [outFeatures]
  }

  /// Of `weight`, `[outFeatures, features]`, and of `bias`.
  public func parameterShapes(for inputShape: [Int]) throws(SettingError) -> [[Int]] {
    let weight = try outputShape(for: inputShape) + inputShape
    return [weight] + (bias ? [[outFeatures]] : [])
  }

  /// The layer, with parameters `weight` and, unless `bias` is false, `bias`.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    LinearLayer(
      name, inputShape: inputShape, outputShape: try outputShape(for: inputShape), bias: bias)
  }
}
