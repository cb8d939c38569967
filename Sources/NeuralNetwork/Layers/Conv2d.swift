import Kernels
import NamedSettings

/// A two-dimensional convolution; the number of input channels is that of the shape that reaches
/// it.
///
/// Settings: `out_channels`, `kernel_size`, `stride` 1, `padding` 0, or "valid", or "same" with
/// stride 1 and kernels of odd sizes, `dilation` 1, `bias` true. `in_channels` may be given and must
/// then be right; `groups` 1 and `padding_mode` "zeros" are the only values.
public struct Conv2d: LayerDefinition {
  let outChannels: Int
  let kernelSize: Size2d
  let stride: Size2d
  let padding: Size2d
  let dilation: Size2d
  let bias: Bool
  private var expected: ExpectedExtent?

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
    let expected = try settings.expectedExtent("in_channels")
    let outChannels = try settings.integer("out_channels", in: Settings.extents)
    let kernelSize = try settings.size("kernel_size")
    let stride = try settings.size("stride", default: 1)
    let dilation = try settings.size("dilation", default: 1)
    try settings.only("groups", .integer(1), "every output channel sees every input channel")
    try settings.only("padding_mode", .string("zeros"), "the padding is zeros")
    self.init(
      outChannels: outChannels, kernelSize: kernelSize, stride: stride,
      padding: try settings.padding(kernelSize, stride: stride, dilation: dilation),
      dilation: dilation, bias: try settings.bool("bias", default: true))
    self.expected = expected
  }

  /// `[outChannels, rows, columns]`.
  public func outputShape(for inputShape: [Int]) throws(SettingError) -> [Int] {
    let output = try window(for: inputShape).output
    return [outChannels, output.rows, output.columns]
  }

  /// The layer, with parameters `weight` and, unless `bias` is false, `bias`.
  public func layer(
    named name: String, inputShape: [Int]
  ) throws(SettingError) -> any Layer {
    Conv2dLayer(
      name, inputShape: inputShape, outChannels: outChannels,
      window: try window(for: inputShape), bias: bias)
  }

  /// Of `weight`, `[outChannels, channels, rows, columns]`, and of `bias`.
  public func parameterShapes(for inputShape: [Int]) throws(SettingError) -> [[Int]] {
    let channels = try requireMap(inputShape).channels
    return [[outChannels, channels, kernelSize.rows, kernelSize.columns]]
      + (bias ? [[outChannels]] : [])
  }

  private func window(for inputShape: [Int]) throws(SettingError) -> Window {
    try expected?.check(inputShape, type)
    return try requireWindow(
      inputShape, kernel: kernelSize, stride: stride, padding: padding, dilation: dilation)
  }
}

extension Settings {
  /// Takes `padding` out: a size, or PyTorch's word for one.
  fileprivate mutating func padding(
    _ kernel: Size2d, stride: Size2d, dilation: Size2d
  ) throws(SettingError) -> Size2d {
    let name = "padding"
    guard case .string(let word) = peek(name) else {
      return try size(name, default: 0, in: Self.margins)
    }
    switch try choice(name, of: ["same", "valid"], default: "valid") {
    case "same":
      let total = Size2d(
        rows: dilation.rows * (kernel.rows - 1), columns: dilation.columns * (kernel.columns - 1))
      guard stride == 1 else { throw SettingError(name, "\"\(word)\" needs a stride of 1") }
      guard total.rows.isMultiple(of: 2), total.columns.isMultiple(of: 2) else {
        throw SettingError(
          name,
          "\"\(word)\" pads a \(kernel) kernel unequally, which is not supported: use odd sizes")
      }
      return Size2d(rows: total.rows / 2, columns: total.columns / 2)
    default: return 0
    }
  }
}
