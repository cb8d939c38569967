import VectorKernels

/// From one order of a map's elements to another, one sample at a time.
extension PooledConvolution {
  /// Whether the input is copied: where its order is another, or a margin is wanted.
  var copiesInput: Bool { inputLayout == .channelsFirst || window.padding != 0 }

  /// The floats of one sample at the input.
  var inputCount: Int {
    window.input.count * (inputLayout == .channelsFirst ? shape.inputChannels : shape.pixelStride)
  }

  /// The floats of one sample at the output.
  var outputCount: Int {
    pooled.count * (outputLayout == .channelsFirst ? shape.outputChannels : shape.outputStride)
  }

  /// From an input with the channels first to a map.
  static func mapPacking(_ shape: PooledConvolutionShape, _ window: Window) -> Transposition {
    Transposition(
      rows: (0..<shape.inputChannels).map { $0 * window.input.count },
      columns: (0..<window.input.rows).flatMap { row in
        let start = Self.mapPlace(shape, window, row: row)
        return (0..<window.input.columns).map { start + $0 * shape.pixelStride }
      })
  }

  /// From a pooled map to an output with the channels first.
  static func pooledUnpacking(_ shape: PooledConvolutionShape) -> Transposition {
    let pixels = shape.pooledRows * shape.pooledColumns
    return Transposition(
      rows: (0..<pixels).map { $0 * shape.outputStride },
      columns: (0..<shape.outputChannels).map { $0 * pixels })
  }

  /// Copies a sample into the middle of a map, channels last, whose margin is zero.
  func packMap(_ input: UnsafePointer<Float>, into map: UnsafeMutablePointer<Float>) {
    guard inputLayout == .channelsLast else { return mapPacking.apply(input, to: map) }
    let count = window.input.columns * shape.pixelStride
    for row in 0..<window.input.rows {
      (map + Self.mapPlace(shape, window, row: row)).update(from: input + row * count, count: count)
    }
  }

  /// The way back: the middle of a map, channels last, in the order of the input.
  func unpackMap(_ map: UnsafePointer<Float>, into input: UnsafeMutablePointer<Float>) {
    guard inputLayout == .channelsLast else { return mapUnpacking.apply(map, to: input) }
    let count = window.input.columns * shape.pixelStride
    for row in 0..<window.input.rows {
      (input + row * count).update(from: map + Self.mapPlace(shape, window, row: row), count: count)
    }
  }

  /// Where a row of the input starts in a map with its margin.
  private static func mapPlace(
    _ shape: PooledConvolutionShape, _ window: Window, row: Int
  ) -> Int {
    (row + window.padding.rows) * shape.rowStride + window.padding.columns * shape.pixelStride
  }
}
