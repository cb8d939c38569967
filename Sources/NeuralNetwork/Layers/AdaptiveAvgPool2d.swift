import Kernels
import NamedSettings

/// The means of as many, nearly equal parts of a map as the output has elements.
///
/// Settings: `output_size`, one number or `[rows, columns]`, in which null is the input's size.
public struct AdaptiveAvgPool2d: LayerDefinition {
  /// Nil where the output is as large as the input.
  private let rows: Int?
  private let columns: Int?

  /// A pooling with PyTorch's arguments.
  public init(outputSize: Size2d) { (rows, columns) = (outputSize.rows, outputSize.columns) }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    let name = "output_size"
    guard case .array(let pair) = settings.peek(name), pair.count == 2, pair.contains(.null) else {
      let size = try settings.size(name)
      (rows, columns) = (size.rows, size.columns)
      return
    }
    _ = settings.value(name)
    var sizes: [Int?] = []
    for (index, value) in pair.enumerated() {
      var element = Settings(["\(name)[\(index)]": value])
      sizes.append(try element.optionalInteger("\(name)[\(index)]", in: Settings.extents))
    }
    (rows, columns) = (sizes[0], sizes[1])
  }

  /// `[channels, rows, columns]`.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] {
    let (channels, size) = try requireMap(inputShape)
    return [channels, rows ?? size.rows, columns ?? size.columns]
  }

  /// The layer; it has no parameters.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    let (channels, size) = try requireMap(inputShape)
    let outputSize = Size2d(rows: rows ?? size.rows, columns: columns ?? size.columns)
    return AveragePoolLayer(
      inputShape: inputShape, outputShape: try outputShape(for: inputShape),
      pooling: AveragePooling(channels: channels, input: size, output: outputSize))
  }
}
