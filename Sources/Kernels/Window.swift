/// How a kernel slides over a map: the geometry that convolution and pooling share.
///
/// Source of the arithmetic: PyTorch's documentation of `Conv2d` and `MaxPool2d`.
public struct Window: Hashable, Sendable {
  /// The map's size, without padding.
  public let input: Size2d
  /// The number of taps.
  public let kernel: Size2d
  /// The step from one output element to the next.
  public let stride: Size2d
  /// The margin added on each side of the map.
  public let padding: Size2d
  /// The distance between neighbouring taps.
  public let dilation: Size2d

  /// Makes a geometry. Sizes, strides and dilations are at least 1, padding at least 0.
  public init(
    input: Size2d, kernel: Size2d, stride: Size2d = 1, padding: Size2d = 0, dilation: Size2d = 1
  ) {
    precondition(
      [input, kernel, stride, dilation].allSatisfy { $0.rows >= 1 && $0.columns >= 1 }
        && padding.rows >= 0 && padding.columns >= 0,
      "input \(input), kernel \(kernel), stride \(stride), padding \(padding), dilation \(dilation)"
    )
    self.input = input
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
  }

  /// The size of the output, rounded down; not positive where the kernel is larger than the padded map.
  public var output: Size2d {
    Size2d(rows: axis(\.rows).outputs, columns: axis(\.columns).outputs)
  }

  /// Whether the window touches the map, not just padding, wherever it stands.
  public var alwaysTouchesInput: Bool {
    [axis(\.rows), axis(\.columns)].allSatisfy { axis in
      (0..<axis.outputs).allSatisfy { !axis.taps($0).isEmpty }
    }
  }

  /// The geometry along one dimension.
  func axis(_ dimension: KeyPath<Size2d, Int>) -> Axis {
    Axis(
      input: input[keyPath: dimension], kernel: kernel[keyPath: dimension],
      stride: stride[keyPath: dimension], padding: padding[keyPath: dimension],
      dilation: dilation[keyPath: dimension])
  }
}
