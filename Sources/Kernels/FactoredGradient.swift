import VectorKernels

/// The gradient by the weight of a fully connected layer, `[outputs, inputs]`, as the product of the two
/// matrices that it is made of: an optimizer that takes it block by block spares the memory's way there
/// and back.
public final class FactoredGradient {
  // A block of the product stays in the nearer caches.
  private static let blockRows = 8
  private static let blockColumns = 3072

  /// The number of rows.
  public let outputs: Int
  /// The number of columns.
  public let inputs: Int

  private var factors: (outputGradient: FloatBuffer, input: FloatBuffer, samples: Int)?
  private var blocks: [FloatBuffer] = []

  /// A gradient of which nothing is known yet.
  public init(outputs: Int, inputs: Int) {
    self.outputs = outputs
    self.inputs = inputs
  }

  /// Sets the factors: the gradient by the layer's output, `[samples, outputs]`, and its input, `[samples,
  /// inputs]`. They must stay as they are as long as the gradient is in use.
  public func set(outputGradient: FloatBuffer, input: FloatBuffer, samples: Int) {
    outputGradient.require(samples * outputs)
    input.require(samples * inputs)
    factors = (outputGradient, input, samples)
  }

  /// Writes all elements, row-major.
  public func multiply(into result: FloatBuffer) {
    result.require(outputs * inputs)
    guard let (gradient, input, samples) = factors else { return result.fill(0) }
    split(inputs, step: Self.blockColumns, samples: samples) { _, columns in
      vectorKernels.multiply(
        gradient.pointer, aStep: outputs, aRow: 1, input.pointer, bRow: inputs,
        into: result.pointer, cRow: inputs, rows: outputs, columns: columns, depth: samples)
    }
  }

  /// Calls `body` with each piece of a row: where it starts among all elements, its elements and their number.
  /// Pieces are dealt out to threads.
  func forEachPiece(_ body: (_ start: Int, _ gradient: UnsafePointer<Float>, _ count: Int) -> Void)
  {
    guard let (gradient, input, samples) = factors else { return }
    while blocks.count < Workers.shared.partLimit {
      blocks.append(FloatBuffer(count: Self.blockRows * Self.blockColumns))
    }
    split(outputs, step: Self.blockRows, samples: samples) { number, part in
      let block = blocks[number].pointer
      for column in stride(from: 0, to: inputs, by: Self.blockColumns) {
        let columns = min(Self.blockColumns, inputs - column)
        for row in stride(from: part.lowerBound, to: part.upperBound, by: Self.blockRows) {
          let rows = min(Self.blockRows, part.upperBound - row)
          vectorKernels.multiply(
            gradient.pointer + row, aStep: outputs, aRow: 1, input.pointer + column, bRow: inputs,
            into: block, cRow: Self.blockColumns, rows: rows, columns: 0..<columns, depth: samples)
          for place in 0..<rows {
            body((row + place) * inputs + column, block + place * Self.blockColumns, columns)
          }
        }
      }
    }
  }

  /// Shares `range` among the threads where there is enough to do.
  private func split(
    _ count: Int, step: Int, samples: Int, _ body: (_ number: Int, _ part: Range<Int>) -> Void
  ) {
    guard samples * inputs * outputs > Dense.leastShared else { return body(0, 0..<count) }
    Workers.shared.split(0..<count, step: step, body)
  }
}
