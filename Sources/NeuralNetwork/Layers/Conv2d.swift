import Kernels
import NamedSettings

/// A two-dimensional convolution; the number of input channels is that of the shape that reaches
/// it.
///
/// Settings: `out_channels`, `kernel_size`, `stride` 1, `padding` 0, `dilation` 1, `bias` true.
public struct Conv2d: LayerDefinition {
  let outChannels: Int
  let kernelSize: Size2d
  let stride: Size2d
  let padding: Size2d
  let dilation: Size2d
  let bias: Bool

  /// A convolution with PyTorch's arguments.
  public init(
    outChannels: Int, kernelSize: Size2d, stride: Size2d = 1, padding: Size2d = 0,
    dilation: Size2d = 1, bias: Bool = true
  ) {
    self.outChannels = outChannels
    self.kernelSize = kernelSize
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.bias = bias
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    self.init(
      outChannels: try settings.integer("out_channels", in: Settings.extents),
      kernelSize: try settings.size("kernel_size"),
      stride: try settings.size("stride", default: 1),
      padding: try settings.size("padding", default: 0, in: Settings.margins),
      dilation: try settings.size("dilation", default: 1),
      bias: try settings.bool("bias", default: true))
  }

  /// `[outChannels, rows, columns]`.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] {
    let output = try window(for: inputShape).output
    return [outChannels, output.rows, output.columns]
  }

  /// Those of the weight and the bias.
  public func parameterCount(for inputShape: [Int]) -> Double {
    Double(outChannels)
      * (Double(inputShape[0]) * Double(kernelSize.count) + (bias ? 1 : 0))
  }

  /// The layer, with parameters `weight` and, unless `bias` is false, `bias`.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    Conv2dLayer(
      name, inputShape: inputShape, outChannels: outChannels,
      window: try window(for: inputShape), bias: bias)
  }

  private func window(for inputShape: [Int]) throws(SettingError) -> Window {
    try requireWindow(
      inputShape, kernel: kernelSize, stride: stride, padding: padding, dilation: dilation)
  }
}
