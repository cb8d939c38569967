import VectorKernels

/// A convolution of stride 1, ReLU and 2x2 maximum pooling in one, and its gradients: the same numbers
/// as `Convolution`, ReLU and `MaxPooling` one after the other, up to rounding.
///
/// Only the outputs that win their pooling window pass a gradient back; the backward pass visits these
/// alone.
public final class PooledConvolution {
  /// The size after pooling.
  public let pooled: Size2d

  let shape: PooledConvolutionShape
  let window: Window
  let weights: PooledConvolutionWeights
  let inputLayout: MapLayout
  let outputLayout: MapLayout
  private var memory: PooledConvolutionMemory

  /// Allocates memory for the parameters; that for maps grows with the batches.
  ///
  /// `needsInputGradient` is whether `backward` will be asked for it.
  public init(
    inputChannels: Int, outputChannels: Int, window: Window, inputLayout: MapLayout,
    outputLayout: MapLayout, needsInputGradient: Bool
  ) {
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
    memory.samplesWithWinners = keepsWinners ? samples : 0
    weights.pack(weight, bias: bias)
    let maps = copiesInput ? memory.maps : input
    let results = outputLayout == .channelsLast ? output : memory.outputs
    Workers.shared.split(0..<samples, step: 1) { number, part in
      for sample in part {
        let map = maps.pointer + sample * shape.inputCount
        if copiesInput { packMap(input.pointer + sample * inputCount, into: map) }
        let result = results.pointer + sample * shape.outputCount
        vectorKernels.convolve(
          shape, map, weights: weights.forward.pointer, bias: weights.bias.pointer, into: result,
          winners: keepsWinners ? memory.winners.pointer + sample * shape.outputCount : nil,
          scratch: memory.scratch[number].pointer)
        if outputLayout == .channelsFirst {
          unpackPooled(result, into: output.pointer + sample * outputCount)
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
    let gradients = outputLayout == .channelsLast ? outputGradient : memory.outputs
    weights.clearSums()
    if outputLayout == .channelsFirst {
      Workers.shared.split(0..<samples, step: 1) { _, part in
        for sample in part {
          packPooled(
            outputGradient.pointer + sample * outputCount,
            into: gradients.pointer + sample * shape.outputCount)
        }
      }
    }
    let lanes = PooledConvolutionShape.lanes
    Workers.shared.split(0..<shape.outputStride, step: lanes) { _, part in
      for sample in 0..<samples {
        vectorKernels.addBiasGradient(
          shape, channels: part, gradient: gradients.pointer + sample * shape.outputCount,
          winners: memory.winners.pointer + sample * shape.outputCount,
          to: weights.biasSums.pointer)
      }
    }
    if let inputGradient {
      weights.packByRow(weight)
      if copiesInput { memory.growMapGradients(for: self, samples: samples) }
      let mapGradients = copiesInput ? memory.mapGradients : inputGradient
      mapGradients.fill(0, count: samples * shape.inputCount)
      addGradients(gradients, input: input, mapGradients: mapGradients, samples: samples)
      if copiesInput {
        for sample in 0..<samples {
          unpackMap(
            mapGradients.pointer + sample * shape.inputCount,
            into: inputGradient.pointer + sample * inputCount)
        }
      }
    } else {
      addGradients(gradients, input: input, mapGradients: nil, samples: samples)
    }
    weights.unpackSums(into: weightGradient, bias: biasGradient)
  }

  /// Adds all samples' gradients, in an order that does not depend on the threads.
  private func addGradients(
    _ gradients: FloatBuffer, input: FloatBuffer, mapGradients: FloatBuffer?, samples: Int
  ) {
    let maps = copiesInput ? memory.maps : input
    func add(
      _ sample: Int, channels: Range<Int>, weights isForWeights: Bool, input isForInput: Bool,
      _ number: Int
    ) {
      vectorKernels.addGradients(
        shape, channels: channels, gradient: gradients.pointer + sample * shape.outputCount,
        winners: memory.winners.pointer + sample * shape.outputCount,
        input: maps.pointer + sample * shape.inputCount,
        weightSums: isForWeights ? weights.sums.pointer : nil, weights: weights.byRow.pointer,
        inputSums: isForInput ? mapGradients.map { $0.pointer + sample * shape.inputCount } : nil,
        scratch: memory.scratch[number].pointer)
    }
    let channels = 0..<shape.outputStride
    if Workers.shared.count == 1 {
      for sample in 0..<samples {
        add(sample, channels: channels, weights: true, input: true, 0)
      }
      return
    }
    // The kernels' gradient is divided by output channels, the maps' by samples.
    Workers.shared.split(channels, step: PooledConvolutionShape.lanes) { number, part in
      for sample in 0..<samples { add(sample, channels: part, weights: true, input: false, number) }
    }
    guard mapGradients != nil else { return }
    Workers.shared.split(0..<samples, step: 1) { number, part in
      for sample in part {
        add(sample, channels: channels, weights: false, input: true, number)
      }
    }
  }
}
