extension Convolution {
  /// Fills `columns`: row (channel, tap) holds, by output position, the input element under that
  /// tap.
  func unfold(_ input: UnsafePointer<Float>, channels: Int) {
    let width = window.output.columns
    let stride = window.stride.columns
    var target = columns.pointer
    forEachTap(channels: channels) { plane, tap in
      for row in 0..<window.output.rows {
        if tap.rows.contains(row) {
          let source = input + plane + tap.source(row: row, in: window)
          target.update(repeating: 0, count: tap.columns.lowerBound)
          let inner = target + tap.columns.lowerBound
          if stride == 1 {
            copy(tap.columns.count, from: source, to: inner)
          } else {
            for column in 0..<tap.columns.count { inner[column] = source[column * stride] }
          }
          (target + tap.columns.upperBound).update(
            repeating: 0, count: width - tap.columns.upperBound)
        } else {
          target.update(repeating: 0, count: width)
        }
        target += width
      }
    }
  }

  /// Copies by whole vectors: what is written too much is the next row, written later, or the
  /// buffer's slack.
  private func copy(
    _ count: Int, from source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>
  ) {
    for index in stride(from: 0, to: count, by: 16) {
      let vector = UnsafeRawPointer(source + index).loadUnaligned(as: SIMD16<Float>.self)
      UnsafeMutableRawPointer(target + index).storeBytes(of: vector, as: SIMD16<Float>.self)
    }
  }

  /// The transpose of `unfold`: writes to each input element the sum of the elements of `columns`
  /// that it fills.
  func fold(into input: UnsafeMutablePointer<Float>, channels: Int) {
    input.update(repeating: 0, count: channels * window.input.count)
    let width = window.output.columns
    let stride = window.stride.columns
    var source = columns.pointer
    forEachTap(channels: channels) { plane, tap in
      for row in tap.rows {
        let inner = source + row * width + tap.columns.lowerBound
        let target = input + plane + tap.source(row: row, in: window)
        for column in 0..<tap.columns.count { target[column * stride] += inner[column] }
      }
      source += window.output.count
    }
  }

  /// Where one element of the kernel meets the map.
  private struct Tap {
    let row: Int
    let column: Int
    /// The output rows and columns at which it lies on the map rather than on padding.
    let rows: Range<Int>
    let columns: Range<Int>

    /// The offset in a plane of the input element under the tap at output `row` and the first of
    /// `columns`.
    func source(row: Int, in window: Window) -> Int {
      window.rows.source(row, tap: self.row) * window.input.columns
        + window.columns.source(columns.lowerBound, tap: column)
    }
  }

  /// Calls `body` with the offset of a channel's plane and a tap, in the order of the rows of
  /// `columns`.
  private func forEachTap(channels: Int, _ body: (Int, Tap) -> Void) {
    for channel in 0..<channels {
      for row in 0..<window.kernel.rows {
        let rows = window.rows.outputs(tap: row)
        for column in 0..<window.kernel.columns {
          let columns = window.columns.outputs(tap: column)
          body(
            channel * window.input.count,
            Tap(row: row, column: column, rows: rows, columns: columns))
        }
      }
    }
  }
}
