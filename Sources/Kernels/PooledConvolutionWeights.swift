import VectorKernels

/// The kernels of a pooled convolution and their gradient in the orders in which they are used.
final class PooledConvolutionWeights {
  private let shape: PooledConvolutionShape
  /// `[kernelRows, run, outputStride]`.
  let byTap: FloatBuffer
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
    byRow = FloatBuffer(count: shape.rowWeightCount)
    bias = FloatBuffer(count: shape.outputStride)
    sums = FloatBuffer(
      count: shape.prefersDenseGradient ? shape.tapWeightCount : shape.rowWeightCount)
    biasSums = FloatBuffer(count: shape.outputStride)
  }

  /// Takes over the weight, `[outputChannels, inputChannels, kernelRows, kernelColumns]`, and the bias.
  func packByTap(_ weight: FloatBuffer, bias: FloatBuffer?) {
    weight.require(weightCount)
    bias?.require(shape.outputChannels)
    if let bias { self.bias.pointer.update(from: bias.pointer, count: shape.outputChannels) }
    let (source, target, step) = (weight.pointer, byTap.pointer, shape.outputStride)
    forEachTap { tap, place in
      for channel in 0..<shape.outputChannels {
        target[place * step + channel] = source[channel * kernelCount + tap]
      }
    }
  }

  /// Takes over the weight for `byRow`.
  func packByRow(_ weight: FloatBuffer) {
    weight.require(weightCount)
    for channel in 0..<shape.outputChannels {
      let source = weight.pointer + channel * kernelCount
      let target = byRow.pointer + channel * shape.kernelRows * shape.runStride
      forEachTap { tap, place in
        target[place / shape.run * shape.runStride + place % shape.run] = source[tap]
      }
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
      forEachTap { tap, place in
        for channel in 0..<shape.outputChannels {
          target[channel * kernelCount + tap] = source[place * step + channel]
        }
      }
      return
    }
    for channel in 0..<shape.outputChannels {
      let source = sums.pointer + channel * shape.kernelRows * shape.runStride
      let target = target + channel * kernelCount
      forEachTap { tap, place in
        target[tap] = source[place / shape.run * shape.runStride + place % shape.run]
      }
    }
  }

  private var kernelCount: Int { shape.inputChannels * shape.kernelRows * shape.kernelColumns }
  private var weightCount: Int { shape.outputChannels * kernelCount }

  /// Calls `body` for each tap of a kernel with its place in PyTorch's order, `[inputChannels,
  /// kernelRows, kernelColumns]`, and in ours, `[kernelRows, run]`.
  @inline(__always)
  private func forEachTap(_ body: (_ tap: Int, _ place: Int) -> Void) {
    var tap = 0
    for channel in 0..<shape.inputChannels {
      for row in 0..<shape.kernelRows {
        for column in 0..<shape.kernelColumns {
          body(tap, row * shape.run + column * shape.pixelStride + channel)
          tap += 1
        }
      }
    }
  }
}
