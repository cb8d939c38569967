import VectorKernels

/// The memory of a pooled convolution for a batch: it grows to the largest and stays.
struct PooledConvolutionMemory {
  /// The largest batch so far.
  private(set) var samples = 0
  /// The maps, channels last, where the input has another order or no margin.
  private(set) var maps = FloatBuffer(count: 0)
  /// The gradient by `maps`.
  private(set) var mapGradients = FloatBuffer(count: 0)
  /// The pooled maps and later their gradient, channels last, where the output has another order.
  private(set) var outputs = FloatBuffer(count: 0)
  /// The samples of the latest forward pass if it kept the winners, else 0.
  var samplesWithWinners = 0
  /// Which output each pooled pixel came from.
  private(set) var winners = ByteBuffer(count: 0)
  /// Room to work in, for each part of a loop.
  private(set) var scratch: [FloatBuffer] = []

  mutating func grow(for convolution: PooledConvolution, samples count: Int) {
    let shape = convolution.shape
    guard count > samples else { return }
    samples = count
    if convolution.copiesInput { maps = FloatBuffer(count: count * shape.inputCount) }
    if convolution.outputLayout == .channelsFirst {
      outputs = FloatBuffer(count: count * shape.outputCount)
    }
    winners = ByteBuffer(count: count * shape.outputCount)
  }

  mutating func growMapGradients(for convolution: PooledConvolution, samples count: Int) {
    let elements = count * convolution.shape.inputCount
    if mapGradients.count < elements { mapGradients = FloatBuffer(count: elements) }
  }

  mutating func growScratch(for convolution: PooledConvolution, count: Int) {
    while scratch.count < count {
      scratch.append(
        FloatBuffer(
          count: max(
            vectorKernels.convolutionScratchCount(convolution.shape),
            vectorKernels.gradientScratchCount(convolution.shape))))
    }
  }
}
