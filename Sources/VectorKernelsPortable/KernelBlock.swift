/// Part of the kernels of one output channel that stays in registers while a list of winners is walked
/// through.
protocol KernelBlock {
  /// Its rows of taps.
  static var height: Int { get }
  /// The floats of one of its rows.
  static var width: Int { get }
  /// Adds to `sums`, whose rows start `sumRow` floats apart, each winner's gradient times the floats
  /// at its offset in `source`, whose rows start `sourceRow` floats apart.
  static func gather(
    _ winners: WinnerList.Channel, from source: UnsafePointer<Float>, sourceRow: Int,
    into sums: UnsafeMutablePointer<Float>, sumRow: Int)
  /// Adds to the floats at each winner's offset in `target` its gradient times `weights`.
  static func scatter(
    _ winners: WinnerList.Channel, _ weights: UnsafePointer<Float>, weightRow: Int,
    to target: UnsafeMutablePointer<Float>, targetRow: Int)
}

/// A block of `rows` rows and `vectors` vectors.
struct VectorBlock<let rows: Int, let vectors: Int>: KernelBlock {
  @inline(__always) static var height: Int { rows }
  @inline(__always) static var width: Int { vectors * Vector.lanes }

  @inline(__always)
  static func gather(
    _ winners: WinnerList.Channel, from source: UnsafePointer<Float>, sourceRow: Int,
    into sums: UnsafeMutablePointer<Float>, sumRow: Int
  ) {
    var block = load(sums, row: sumRow)
    for index in 0..<winners.count {
      let factor = Vector(repeating: winners.gradients[index])
      let patch = source + Int(winners.offsets[index])
      for i in 0..<rows {
        for j in 0..<vectors {
          block[i][j].accumulate(factor, Vector(at: patch + i * sourceRow + j * Vector.lanes))
        }
      }
    }
    for i in 0..<rows {
      for j in 0..<vectors { block[i][j].store(to: sums + i * sumRow + j * Vector.lanes) }
    }
  }

  @inline(__always)
  static func scatter(
    _ winners: WinnerList.Channel, _ weights: UnsafePointer<Float>, weightRow: Int,
    to target: UnsafeMutablePointer<Float>, targetRow: Int
  ) {
    let block = load(weights, row: weightRow)
    for index in 0..<winners.count {
      let factor = Vector(repeating: winners.gradients[index])
      let patch = target + Int(winners.offsets[index])
      for i in 0..<rows {
        for j in 0..<vectors {
          let place = patch + i * targetRow + j * Vector.lanes
          var sum = Vector(at: place)
          sum.accumulate(factor, block[i][j])
          sum.store(to: place)
        }
      }
    }
  }

  @inline(__always)
  private static func load(
    _ source: UnsafePointer<Float>, row: Int
  ) -> InlineArray<rows, InlineArray<vectors, Vector>> {
    var block = InlineArray<rows, InlineArray<vectors, Vector>>(
      repeating: InlineArray<vectors, Vector>(repeating: .zero))
    for i in 0..<rows {
      for j in 0..<vectors { block[i][j] = Vector(at: source + i * row + j * Vector.lanes) }
    }
    return block
  }
}
