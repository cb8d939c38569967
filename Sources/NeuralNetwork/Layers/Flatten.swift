import NamedSettings

/// All of a sample's elements in one dimension, in the order channels, rows, columns.
///
/// Settings: `start_dim` 1 and `end_dim` -1 are the only values, as the first dimension is the batch.
public struct Flatten: LayerDefinition {
  /// The layer.
  public init() {}

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    try settings.only("start_dim", .integer(1), "all of a sample becomes flat")
    try settings.only("end_dim", .integer(-1), "all of a sample becomes flat")
  }

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
