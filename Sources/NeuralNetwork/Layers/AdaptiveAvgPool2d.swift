import Kernels
import NamedSettings

/// The means of as many, nearly equal parts of a map as the output has elements.
///
/// Settings: `output_size`.
public struct AdaptiveAvgPool2d: LayerDefinition {
  let outputSize: Size2d

  /// A pooling with PyTorch's arguments.
  public init(outputSize: Size2d) { self.outputSize = outputSize }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    self.init(outputSize: try settings.size("output_size"))
  }

  /// `[channels, rows, columns]`.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] {
    [try requireMap(inputShape).channels, outputSize.rows, outputSize.columns]
  }

  /// The layer; it has no parameters.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    let (channels, size) = try requireMap(inputShape)
    return AveragePoolLayer(
      inputShape: inputShape, outputShape: try outputShape(for: inputShape),
      pooling: AveragePooling(channels: channels, input: size, output: outputSize))
  }
}
