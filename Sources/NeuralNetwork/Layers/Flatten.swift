import NamedSettings

/// All of a sample's elements in one dimension, in the order channels, rows, columns. No settings.
public struct Flatten: LayerDefinition {
  /// The layer; it has no settings.
  public init() {}

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
