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
  /// The size of the output, rounded down; 0 along a dimension that the kernel does not fit.
  public let output: Size2d

  /// The geometry along a column, from row to row.
  let rows: Axis
  /// The geometry along a row, from column to column.
  let columns: Axis

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
    rows = Axis(
      input: input.rows, kernel: kernel.rows, stride: stride.rows, padding: padding.rows,
      dilation: dilation.rows)
    columns = Axis(
      input: input.columns, kernel: kernel.columns, stride: stride.columns,
      padding: padding.columns, dilation: dilation.columns)
    output = Size2d(rows: rows.outputs, columns: columns.outputs)
  }

  /// Whether the window touches the map, not just padding, wherever it stands.
  public var alwaysTouchesInput: Bool {
    [rows, columns].allSatisfy { axis in
      (0..<axis.outputs).allSatisfy { !axis.taps($0).isEmpty }
    }
  }
}
