/// The mean of rectangles of a map, and the gradient, which every element of a rectangle shares.
public struct AveragePooling: Sendable {
  private let channels: Int
  private let input: Size2d
  private let rows: [Range<Int>]
  private let columns: [Range<Int>]
  private let divisor: Int?

  /// As PyTorch's `AvgPool2d`: the window's positions, clipped to the map.
  ///
  /// Sums are divided by the kernel's size where padding counts as zeros, else by the number of
  /// elements.
  public init(channels: Int, window: Window, includesPadding: Bool) {
    precondition(window.alwaysTouchesInput, "\(window) leaves the map")
    self.channels = channels
    input = window.input
    rows = window.rows.spans
    columns = window.columns.spans
    divisor = includesPadding ? window.kernel.count : nil
  }

  /// As PyTorch's `AdaptiveAvgPool2d`: output element i covers floor(i n / m) to ceil((i + 1) n /
  /// m) of n elements where the output has m.
  public init(channels: Int, input: Size2d, output: Size2d) {
    precondition(output.rows >= 1 && output.columns >= 1, "\(output) is no output")
    self.channels = channels
    self.input = input
    rows = Self.shares(of: input.rows, among: output.rows)
    columns = Self.shares(of: input.columns, among: output.columns)
    divisor = nil
  }

  /// Writes the means: input `[samples, channels, rows, columns]`, output `[samples, channels,
  /// output rows, output columns]`.
  public func forward(_ input: FloatBuffer, into output: FloatBuffer, samples: Int) {
    let planes = samples * channels
    input.require(planes * self.input.count)
    output.require(planes * rows.count * columns.count)
    var target = output.pointer
    for plane in 0..<planes {
      let source = input.pointer + plane * self.input.count
      for rowSpan in rows {
        for columnSpan in columns {
          var sum: Float = 0
          for row in rowSpan {
            for column in columnSpan { sum += source[row * self.input.columns + column] }
          }
          target.pointee = sum / Float(divisor ?? rowSpan.count * columnSpan.count)
          target += 1
        }
      }
    }
  }

  /// Writes the gradient by the input.
  public func backward(
    _ outputGradient: FloatBuffer, into inputGradient: FloatBuffer, samples: Int
  ) {
    let planes = samples * channels
    outputGradient.require(planes * rows.count * columns.count)
    inputGradient.require(planes * input.count)
    inputGradient.pointer.update(repeating: 0, count: planes * input.count)
    var source = outputGradient.pointer
    for plane in 0..<planes {
      let target = inputGradient.pointer + plane * input.count
      for rowSpan in rows {
        for columnSpan in columns {
          let share = source.pointee / Float(divisor ?? rowSpan.count * columnSpan.count)
          for row in rowSpan {
            for column in columnSpan { target[row * input.columns + column] += share }
          }
          source += 1
        }
      }
    }
  }

  private static func shares(of extent: Int, among count: Int) -> [Range<Int>] {
    (0..<count).map { $0 * extent / count..<(($0 + 1) * extent + count - 1) / count }
  }
}
