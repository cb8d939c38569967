import VectorKernels

/// The kernels of a pooled convolution and their gradient in the orders in which they are used.
final class PooledConvolutionWeights {
  private let shape: PooledConvolutionShape
  /// `[kernelRows, run, outputStride]`.
  private let byTap: FloatBuffer
  /// Transformed for tiles, where the shape prefers them.
  private let byTile: FloatBuffer
  /// `[outputChannels, kernelRows, runStride]`.
  let byRow: FloatBuffer
  /// `[outputStride]`.
  let bias: FloatBuffer
  /// The kernels' gradient: by tap where the shape prefers a dense one, else by row.
  let sums: FloatBuffer
  /// The bias's gradient, `[outputStride]`.
  let biasSums: FloatBuffer

  init(_ shape: PooledConvolutionShape) {
    self.shape = shape
    byTap = FloatBuffer(count: shape.tapWeightCount)
    byTile = FloatBuffer(count: shape.prefersTiles ? shape.tileWeightCount : 0)
    byRow = FloatBuffer(count: shape.rowWeightCount)
    bias = FloatBuffer(count: shape.outputStride)
    sums = FloatBuffer(
      count: shape.prefersDenseGradient ? shape.tapWeightCount : shape.rowWeightCount)
    biasSums = FloatBuffer(count: shape.outputStride)
  }

  /// What the convolution wants.
  var forward: FloatBuffer { shape.prefersTiles ? byTile : byTap }

  /// Takes over the weight, `[outputChannels, inputChannels, kernelRows, kernelColumns]`, and the bias
  /// for `forward`.
  func pack(_ weight: FloatBuffer, bias: FloatBuffer?) {
    weight.require(weightCount)
    bias?.require(shape.outputChannels)
    if let bias { self.bias.pointer.update(from: bias.pointer, count: shape.outputChannels) }
    let (source, target, step) = (weight.pointer, byTap.pointer, shape.outputStride)
    forEachTap { tap, row, offset in
      let place = target + (row * shape.run + offset) * step
      for channel in 0..<shape.outputChannels {
        place[channel] = source[channel * kernelCount + tap]
      }
    }
    if shape.prefersTiles {
      vectorKernels.transformWeights(shape, byTap: target, into: byTile.pointer)
    }
  }

  /// Takes over the weight for `byRow`.
  func packByRow(_ weight: FloatBuffer) {
    weight.require(weightCount)
    for channel in 0..<shape.outputChannels {
      let source = weight.pointer + channel * kernelCount
      let target = byRow.pointer + channel * shape.kernelRows * shape.runStride
      forEachTap { tap, row, offset in target[row * shape.runStride + offset] = source[tap] }
    }
  }

  /// Forgets the gradients.
  func clearSums() {
    sums.fill(0)
    biasSums.fill(0)
  }

  /// Gives the gradients in the order of the weight and of the bias.
  func unpackSums(into weightGradient: FloatBuffer, bias biasGradient: FloatBuffer?) {
    weightGradient.require(weightCount)
    biasGradient?.require(shape.outputChannels)
    biasGradient?.pointer.update(from: biasSums.pointer, count: shape.outputChannels)
    let target = weightGradient.pointer
    if shape.prefersDenseGradient {
      let (source, step) = (sums.pointer, shape.outputStride)
      forEachTap { tap, row, offset in
        let place = source + (row * shape.run + offset) * step
        for channel in 0..<shape.outputChannels {
          target[channel * kernelCount + tap] = place[channel]
        }
      }
      return
    }
    for channel in 0..<shape.outputChannels {
      let source = sums.pointer + channel * shape.kernelRows * shape.runStride
      let target = target + channel * kernelCount
      forEachTap { tap, row, offset in target[tap] = source[row * shape.runStride + offset] }
    }
  }

  private var kernelCount: Int { shape.inputChannels * shape.kernelRows * shape.kernelColumns }
  private var weightCount: Int { shape.outputChannels * kernelCount }

  /// Calls `body` for each tap of a kernel with its place in PyTorch's order, `[inputChannels,
  /// kernelRows, kernelColumns]`, and in ours: its row and its offset there.
  @inline(__always)
  private func forEachTap(_ body: (_ tap: Int, _ row: Int, _ offset: Int) -> Void) {
    var tap = 0
    for channel in 0..<shape.inputChannels {
      for row in 0..<shape.kernelRows {
        for column in 0..<shape.kernelColumns {
          body(tap, row, column * shape.pixelStride + channel)
          tap += 1
        }
      }
    }
  }
}
