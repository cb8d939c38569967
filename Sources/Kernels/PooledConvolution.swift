import VectorKernels

/// A convolution of stride 1, ReLU and 2x2 maximum pooling in one, and its gradients: the same numbers
/// as `Convolution`, ReLU and `MaxPooling` one after the other, up to rounding.
///
/// Only the outputs that win their pooling window pass a gradient back: the backward pass visits these
/// alone where that is faster.
public final class PooledConvolution {
  /// The size after pooling.
  public let pooled: Size2d

  let shape: PooledConvolutionShape
  let window: Window
  let weights: PooledConvolutionWeights
  let inputLayout: MapLayout
  let outputLayout: MapLayout
  let mapPacking: Transposition
  let mapUnpacking: Transposition
  private let pooledPacking: Transposition
  private let pooledUnpacking: Transposition
  private let workers: Workers
  private var memory: PooledConvolutionMemory

  /// Allocates memory for the parameters; that for maps grows with the batches.
  ///
  /// `needsInputGradient` is whether `backward` will be asked for it. The threads of `workers` share the loops.
  public init(
    inputChannels: Int, outputChannels: Int, window: Window, inputLayout: MapLayout,
    outputLayout: MapLayout, needsInputGradient: Bool, workers: Workers = .shared
  ) {
    self.workers = workers
    self.window = window
    self.inputLayout = inputLayout
    self.outputLayout = outputLayout
    let isTight = inputLayout == .channelsFirst && !needsInputGradient
    shape = PooledConvolutionShape(
      inputRows: window.input.rows + 2 * window.padding.rows,
      inputColumns: window.input.columns + 2 * window.padding.columns,
      inputChannels: inputChannels,
      pixelStride: isTight ? inputChannels : Self.padded(inputChannels),
      kernelRows: window.kernel.rows, kernelColumns: window.kernel.columns,
      outputChannels: outputChannels)
    pooled = Size2d(rows: shape.pooledRows, columns: shape.pooledColumns)
    weights = PooledConvolutionWeights(shape)
    mapPacking = Self.mapPacking(shape, window)
    mapUnpacking = mapPacking.reversed
    pooledUnpacking = Self.pooledUnpacking(shape)
    pooledPacking = pooledUnpacking.reversed
    memory = PooledConvolutionMemory()
  }

  /// Whether there is such a convolution: of stride 1, undilated, and pooled at least once.
  public static func supports(_ window: Window, pooling: Window) -> Bool {
    window.stride == 1 && window.dilation == 1 && pooling.kernel == 2 && pooling.stride == 2
      && pooling.padding == 0 && pooling.dilation == 1 && pooling.input == window.output
      && window.output.rows >= 2 && window.output.columns >= 2
  }

  /// The floats from pixel to pixel of `channels` channels that lie side by side.
  public static func padded(_ channels: Int) -> Int { PooledConvolutionShape.padded(channels) }

  /// Writes the pooled maps of `samples` samples; `keepsWinners` when `backward` will follow.
  ///
  /// weight `[outputChannels, inputChannels, kernel rows, kernel columns]`, bias `[outputChannels]`;
  /// input and output as their layouts say.
  public func forward(
    _ input: FloatBuffer, weight: FloatBuffer, bias: FloatBuffer?, into output: FloatBuffer,
    samples: Int, keepsWinners: Bool
  ) {
    input.require(samples * inputCount)
    output.require(samples * outputCount)
    memory.grow(for: self, samples: samples)
    memory.growScratch(for: self, count: workers.partLimit)
    memory.samplesWithWinners = keepsWinners ? samples : 0
    weights.pack(weight, bias: bias)
    let maps = copiesInput ? memory.maps : input
    let results = outputLayout == .channelsLast ? output : memory.outputs
    workers.split(0..<samples, step: 1) { number, part in
      for sample in part {
        let map = maps.pointer + sample * shape.inputCount
        if copiesInput { packMap(input.pointer + sample * inputCount, into: map) }
        let result = results.pointer + sample * shape.outputCount
        vectorKernels.convolve(
          shape, map, weights: weights.forward.pointer, bias: weights.bias.pointer, into: result,
          winners: keepsWinners ? memory.winners.pointer + sample * shape.outputCount : nil,
          scratch: memory.scratch[number].pointer)
        if outputLayout == .channelsFirst {
          pooledUnpacking.apply(result, to: output.pointer + sample * outputCount)
        }
      }
    }
  }

  /// Writes the gradients by the weight, the bias and, if asked for, the input of the latest `forward`,
  /// which kept the winners.
  ///
  /// Every gradient has the shape of what it belongs to, and `input` is what `forward` got.
  public func backward(
    _ outputGradient: FloatBuffer, input: FloatBuffer, weight: FloatBuffer,
    weightGradient: FloatBuffer, biasGradient: FloatBuffer?, inputGradient: FloatBuffer?,
    samples: Int
  ) {
    outputGradient.require(samples * outputCount)
    inputGradient?.require(samples * inputCount)
    precondition(
      memory.samplesWithWinners == samples, "backward follows a forward pass that keeps the winners"
    )
    if inputGradient != nil {
      weights.packByRow(weight)
      if copiesInput { memory.growMapGradients(for: self, samples: samples) }
    }
    let groups = groupCount(samples: samples)
    weights.clearSums(groups: groups)
    memory.growScratch(for: self, count: groups)
    workers.forEach(groups) { group in
      for sample in samples * group / groups..<samples * (group + 1) / groups {
        addGradients(
          sample, group, outputGradient, input: input, inputGradient: inputGradient)
      }
    }
    weights.unpackSums(groups: groups, into: weightGradient, bias: biasGradient)
  }

  /// The number of groups of samples whose gradients are summed up apart, so that threads can share them:
  /// what a group costs must be little beside its samples.
  ///
  /// It must not depend on the number of threads, for the order of the sums does on it.
  private func groupCount(samples: Int) -> Int {
    var count = 1
    while count < 16, 2 * count <= samples, count * 1024 <= samples * pooled.count { count *= 2 }
    return count
  }

  /// Adds one sample's gradients to its group's.
  private func addGradients(
    _ sample: Int, _ group: Int, _ outputGradient: FloatBuffer, input: FloatBuffer,
    inputGradient: FloatBuffer?
  ) {
    let gradients = outputLayout == .channelsLast ? outputGradient : memory.outputs
    let gradient = gradients.pointer + sample * shape.outputCount
    if outputLayout == .channelsFirst {
      pooledPacking.apply(outputGradient.pointer + sample * outputCount, to: gradient)
    }
    let winners = memory.winners.pointer + sample * shape.outputCount
    vectorKernels.addBiasGradient(
      shape, gradient: gradient, winners: winners, to: weights.biasSums[group].pointer)
    let maps = copiesInput ? memory.maps : input
    let mapGradients = copiesInput ? memory.mapGradients : inputGradient
    let mapGradient =
      inputGradient == nil ? nil : mapGradients.map { $0.pointer + sample * shape.inputCount }
    mapGradient?.update(repeating: 0, count: shape.inputCount)
    vectorKernels.addGradients(
      shape, gradient: gradient, winners: winners,
      input: maps.pointer + sample * shape.inputCount, weightSums: weights.sums[group].pointer,
      weights: weights.byRow.pointer, inputSums: mapGradient,
      scratch: memory.scratch[group].pointer)
    if copiesInput, let inputGradient, let mapGradient {
      unpackMap(mapGradient, into: inputGradient.pointer + sample * inputCount)
    }
  }
}
