import Kernels
import NamedSettings

/// The largest element under each position of a window; sizes round down.
///
/// Settings: `kernel_size`, `stride` (null, the kernel's size), `padding` 0, `dilation` 1;
/// `ceil_mode` and `return_indices` false are the only values.
public struct MaxPool2d: LayerDefinition {
  let kernelSize: Size2d
  let stride: Size2d
  let padding: Size2d
  let dilation: Size2d

  /// A pooling with PyTorch's arguments; without a stride, windows lie side by side.
  public init(
    kernelSize: Size2d, stride: Size2d? = nil, padding: Size2d = 0, dilation: Size2d = 1
  ) {
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.padding = padding
    self.dilation = dilation
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    let kernelSize = try settings.size("kernel_size")
    try settings.requireFloor()
    try settings.only("return_indices", .bool(false), "the next layer gets the maxima alone")
    self.init(
      kernelSize: kernelSize,
      stride: try settings.optionalSize("stride"),
      padding: try settings.size("padding", default: 0, in: Settings.margins),
      dilation: try settings.size("dilation", default: 1))
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
    MaxPool2dLayer(inputShape: inputShape, window: try window(for: inputShape))
  }

  private func window(for inputShape: [Int]) throws(SettingError) -> Window {
    let window = try requirePoolingWindow(
      inputShape, kernel: kernelSize, stride: stride, padding: padding, dilation: dilation)
    guard window.alwaysTouchesInput else {
      throw SettingError(
        "dilation",
        "the window touches only padding somewhere on the \(inputShape) that reaches MaxPool2d"
      )
    }
    return window
  }
}
