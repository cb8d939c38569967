/// All of a sample's elements in one dimension, in the order channels, rows, columns. No settings.
public struct Flatten: LayerDefinition {
  /// The layer without settings.
  public init() {}

  /// Reads a configuration's settings, of which there are none.
  public init(_ settings: inout Settings) throws(SettingError) { self.init() }

  /// The number of elements.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] {
    [inputShape.reduce(1, *)]
  }

  /// The layer; it has no parameters.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    FlattenLayer(inputShape: inputShape)
  }
}
