import Kernels
import NamedSettings

/// The mean under each position of a window; sizes round down.
///
/// Settings: `kernel_size`, `stride` (null, the kernel's size), `padding` 0, `count_include_pad` true;
/// `ceil_mode` false and `divisor_override` null are the only values.
public struct AvgPool2d: LayerDefinition {
  let kernelSize: Size2d
  let stride: Size2d
  let padding: Size2d
  let countIncludePad: Bool

  /// A pooling with PyTorch's arguments; without a stride, windows lie side by side.
  public init(
    kernelSize: Size2d, stride: Size2d? = nil, padding: Size2d = 0, countIncludePad: Bool = true
  ) {
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.padding = padding
    self.countIncludePad = countIncludePad
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    let kernelSize = try settings.size("kernel_size")
    try settings.requireFloor()
    try settings.only("divisor_override", .null, "the mean is over the window's elements")
    self.init(
      kernelSize: kernelSize,
      stride: try settings.optionalSize("stride"),
      padding: try settings.size("padding", default: 0, in: Settings.margins),
      countIncludePad: try settings.bool("count_include_pad", default: true))
  }

  /// `[channels, rows, columns]`.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] {
    let output = try window(for: inputShape).output
    return [inputShape[0], output.rows, output.columns]
  }

  /// The layer; it has no parameters.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    AveragePoolLayer(
      inputShape: inputShape, outputShape: try outputShape(for: inputShape),
      pooling: AveragePooling(
        channels: inputShape[0], window: try window(for: inputShape),
        includesPadding: countIncludePad))
  }

  private func window(for inputShape: [Int]) throws(SettingError) -> Window {
    try requirePoolingWindow(inputShape, kernel: kernelSize, stride: stride, padding: padding)
  }
}
