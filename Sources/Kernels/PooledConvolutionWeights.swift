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
  /// The kernels' gradient of each group of samples: by tap where the shape prefers a dense one, else by
  /// row.
  private(set) var sums: [FloatBuffer] = []
  /// The bias's gradient of each group, `[outputStride]`.
  private(set) var biasSums: [FloatBuffer] = []

  /// The weight that `forward` was made of, in PyTorch's order.
  private let packed: FloatBuffer
  private var isPacked = false
  /// From PyTorch's order to `byTap`.
  private let tapPacking: Transposition
  /// From PyTorch's order to `byRow`, for one kernel.
  private let rowPacking: Transposition
  /// From `sums` to PyTorch's order: for all kernels, or for one.
  private let unpacking: Transposition

  init(_ shape: PooledConvolutionShape) {
    self.shape = shape
    byTap = FloatBuffer(count: shape.tapWeightCount)
    byTile = FloatBuffer(count: shape.prefersTiles ? shape.tileWeightCount : 0)
    byRow = FloatBuffer(count: shape.rowWeightCount)
    bias = FloatBuffer(count: shape.outputStride)
    packed = FloatBuffer(count: shape.weightCount)
    tapPacking = Transposition(
      rows: (0..<shape.outputChannels).map { $0 * shape.kernelCount },
      columns: shape.places(rowStep: shape.run).map { $0 * shape.outputStride })
    rowPacking = Transposition(
      rows: (0..<shape.inputChannels).map { $0 * shape.kernelRows * shape.kernelColumns },
      columns: Array(
        shape.places(rowStep: shape.runStride).prefix(shape.kernelRows * shape.kernelColumns)))
    unpacking = (shape.prefersDenseGradient ? tapPacking : rowPacking).reversed
  }

  /// What the convolution wants.
  var forward: FloatBuffer { shape.prefersTiles ? byTile : byTap }

  /// Takes over the weight, `[outputChannels, inputChannels, kernelRows, kernelColumns]`, and the bias
  /// for `forward`.
  func pack(_ weight: FloatBuffer, bias: FloatBuffer?) {
    bias?.require(shape.outputChannels)
    if let bias { self.bias.pointer.update(from: bias.pointer, count: shape.outputChannels) }
    // Evaluation comes with the same weights batch after batch.
    if isPacked, packed.hasSameBits(as: weight) { return }
    packed.copy(from: weight)
    isPacked = true
    tapPacking.apply(weight.pointer, to: byTap.pointer)
    if shape.prefersTiles {
      vectorKernels.transformWeights(shape, byTap: byTap.pointer, into: byTile.pointer)
    }
  }

  /// Takes over the weight for `byRow`.
  func packByRow(_ weight: FloatBuffer) {
    weight.require(shape.weightCount)
    for channel in 0..<shape.outputChannels {
      rowPacking.apply(
        weight.pointer + channel * shape.kernelCount,
        to: byRow.pointer + channel * shape.kernelRows * shape.runStride)
    }
  }

  /// Starts new sums for `groups` groups of samples.
  func clearSums(groups: Int) {
    for group in 0..<groups {
      if group < sums.count {
        sums[group].fill(0)
        biasSums[group].fill(0)
        continue
      }
      sums.append(
        FloatBuffer(
          count: shape.prefersDenseGradient ? shape.tapWeightCount : shape.rowWeightCount))
      biasSums.append(FloatBuffer(count: shape.outputStride))
    }
  }

  /// Adds up the gradients of `groups` groups, into the first, and gives them in the order of the weight and
  /// of the bias.
  func unpackSums(groups: Int, into weightGradient: FloatBuffer, bias biasGradient: FloatBuffer?) {
    for group in 1..<max(groups, 1) {
      sums[0].add(sums[group])
      biasSums[0].add(biasSums[group])
    }
    weightGradient.require(shape.weightCount)
    biasGradient?.require(shape.outputChannels)
    biasGradient?.pointer.update(from: biasSums[0].pointer, count: shape.outputChannels)
    if shape.prefersDenseGradient {
      unpacking.apply(sums[0].pointer, to: weightGradient.pointer)
      return
    }
    for channel in 0..<shape.outputChannels {
      unpacking.apply(
        sums[0].pointer + channel * shape.kernelRows * shape.runStride,
        to: weightGradient.pointer + channel * shape.kernelCount)
    }
  }
}

extension PooledConvolutionShape {
  /// The floats of one kernel.
  fileprivate var kernelCount: Int { inputChannels * kernelRows * kernelColumns }
  fileprivate var weightCount: Int { outputChannels * kernelCount }

  /// For each tap of a kernel in PyTorch's order, `[inputChannels, kernelRows, kernelColumns]`, its place
  /// among the floats under the kernel, whose rows start `rowStep` floats apart.
  fileprivate func places(rowStep: Int) -> [Int] {
    (0..<kernelCount).map { tap in
      let (channel, place) = tap.quotientAndRemainder(dividingBy: kernelRows * kernelColumns)
      let (row, column) = place.quotientAndRemainder(dividingBy: kernelColumns)
      return row * rowStep + column * pixelStride + channel
    }
  }
}
