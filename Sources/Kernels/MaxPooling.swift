/// The largest element under each position of a window, and the gradient, which goes to that
/// element.
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

  /// Writes the maxima: input `[samples, channels, rows, columns]`, output `[samples, channels,
  /// output rows, output columns]`.
  public func forward(_ input: FloatBuffer, into output: FloatBuffer, samples: Int) {
    let planes = samples * channels
    let positions = window.output.count
    input.require(planes * window.input.count)
    output.require(planes * positions)
    if winners.count < planes * positions + FloatBuffer.slack {
      winners = [Int32](repeating: 0, count: planes * positions + FloatBuffer.slack)
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

  /// One plane in the usual case: 2x2 windows side by side, eight at a time.
  ///
  /// Which element wins is as good as random, so it is selected rather than branched on. A row's
  /// last vector may end in the next row, which is written later, or in the buffers' slack.
  private func poolPairs(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>,
    _ winners: UnsafeMutablePointer<Int32>
  ) {
    let width = window.input.columns
    for row in 0..<window.output.rows {
      let start = row * window.output.columns
      for column in stride(from: 0, to: window.output.columns, by: 8) {
        let corner = 2 * row * width + 2 * column
        let upper = UnsafeRawPointer(source + corner).loadUnaligned(as: SIMD16<Float>.self)
        let lower = UnsafeRawPointer(source + corner + width)
          .loadUnaligned(as: SIMD16<Float>.self)
        let first = SIMD8<Int32>(0, 2, 4, 6, 8, 10, 12, 14) &+ Int32(truncatingIfNeeded: corner)
        var best = upper.evenHalf
        var winner = first
        func challenge(_ challenger: SIMD8<Float>, _ offset: Int) {
          let wins = (challenger .> best) .| (challenger .!= challenger)
          best.replace(with: challenger, where: wins)
          winner.replace(with: first &+ Int32(truncatingIfNeeded: offset), where: wins)
        }
        challenge(upper.oddHalf, 1)
        challenge(lower.evenHalf, width)
        challenge(lower.oddHalf, width + 1)
        UnsafeMutableRawPointer(target + start + column).storeBytes(
          of: best, as: SIMD8<Float>.self)
        UnsafeMutableRawPointer(winners + start + column)
          .storeBytes(of: winner, as: SIMD8<Int32>.self)
      }
    }
  }

  /// One plane of any geometry.
  private func pool(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>,
    _ winners: UnsafeMutablePointer<Int32>
  ) {
    let (rowAxis, columnAxis) = (window.rows, window.columns)
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
