/// The largest element under each position of a window, and the gradient, which goes to that element.
///
/// As PyTorch's `MaxPool2d`: padding never wins, of equal elements the first wins, NaN wins always.
public final class MaxPooling {
  private let channels: Int
  private let window: Window
  /// By output element, the offset in its input plane of the element that won the latest `forward`.
  private var winners: [Int32] = []

  /// A pooling of maps of `channels` channels. Every position of the window must touch the map.
  public init(channels: Int, window: Window) {
    precondition(window.output.count > 0, "\(window) has no output")
    self.channels = channels
    self.window = window
  }

  /// Writes the maxima: input `[samples, channels, rows, columns]`, output `[samples, channels, output rows,
  /// output columns]`.
  public func forward(_ input: FloatBuffer, into output: FloatBuffer, samples: Int) {
    let planes = samples * channels
    let positions = window.output.count
    input.require(planes * window.input.count)
    output.require(planes * positions)
    if winners.count < planes * positions {
      winners = [Int32](repeating: 0, count: planes * positions)
    }
    let isPairs =
      window.kernel == 2 && window.stride == 2 && window.padding == 0
      && window.dilation == 1
    winners.withUnsafeMutableBufferPointer { winners in
      guard let winners = winners.baseAddress else { return }
      for plane in 0..<planes {
        let source = input.pointer + plane * window.input.count
        let target = output.pointer + plane * positions
        if isPairs {
          poolPairs(source, target, winners + plane * positions)
        } else {
          pool(source, target, winners + plane * positions)
        }
      }
    }
  }

  /// Writes the gradient by the input of the latest `forward`.
  public func backward(
    _ outputGradient: FloatBuffer, into inputGradient: FloatBuffer, samples: Int
  ) {
    let planes = samples * channels
    let positions = window.output.count
    outputGradient.require(planes * positions)
    inputGradient.require(planes * window.input.count)
    precondition(winners.count >= planes * positions, "backward follows forward")
    inputGradient.pointer.update(repeating: 0, count: planes * window.input.count)
    winners.withUnsafeBufferPointer { winners in
      for plane in 0..<planes {
        let target = inputGradient.pointer + plane * window.input.count
        for position in plane * positions..<(plane + 1) * positions {
          target[Int(winners[position])] += outputGradient.pointer[position]
        }
      }
    }
  }

  /// One plane in the usual case: 2x2 windows side by side.
  private func poolPairs(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>,
    _ winners: UnsafeMutablePointer<Int32>
  ) {
    let width = window.input.columns
    for row in 0..<window.output.rows {
      let start = row * window.output.columns
      for column in 0..<window.output.columns {
        let corner = 2 * row * width + 2 * column
        var best = source[corner]
        var winner = corner
        for offset in [corner + 1, corner + width, corner + width + 1] {
          if wins(source[offset], over: best) { (best, winner) = (source[offset], offset) }
        }
        target[start + column] = best
        winners[start + column] = Int32(truncatingIfNeeded: winner)
      }
    }
  }

  /// One plane of any geometry.
  private func pool(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>,
    _ winners: UnsafeMutablePointer<Int32>
  ) {
    let (rowAxis, columnAxis) = (window.axis(\.rows), window.axis(\.columns))
    for row in 0..<window.output.rows {
      let rowTaps = rowAxis.taps(row)
      for column in 0..<window.output.columns {
        let columnTaps = columnAxis.taps(column)
        var best = -Float.infinity
        var winner =
          rowAxis.source(row, tap: rowTaps.lowerBound) * window.input.columns
          + columnAxis.source(column, tap: columnTaps.lowerBound)
        for rowTap in rowTaps {
          let line = rowAxis.source(row, tap: rowTap) * window.input.columns
          for columnTap in columnTaps {
            let offset = line + columnAxis.source(column, tap: columnTap)
            if wins(source[offset], over: best) { (best, winner) = (source[offset], offset) }
          }
        }
        target[row * window.output.columns + column] = best
        winners[row * window.output.columns + column] = Int32(truncatingIfNeeded: winner)
      }
    }
  }

  @inline(__always)
  private func wins(_ challenger: Float, over best: Float) -> Bool {
    challenger > best || challenger.isNaN
  }
}
