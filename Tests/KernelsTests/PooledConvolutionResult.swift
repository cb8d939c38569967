import RandomStreams

@testable import Kernels

/// The pooled maps of a case and its gradients, channels first.
struct PooledConvolutionResult: Equatable {
  var output: [Float]
  var weightGradient: [Float]
  var biasGradient: [Float]
  var inputGradient: [Float]

  /// By the pooled convolution, with the given layouts at its two ends; the input's gradient is left
  /// empty unless it is asked for.
  init(
    _ geometry: PooledConvolutionCase, input inputLayout: MapLayout, output layout: MapLayout,
    needsInputGradient: Bool = true, workers: Workers = .shared
  ) {
    let data = PooledConvolutionData(geometry)
    let convolution = PooledConvolution(
      inputChannels: geometry.channels, outputChannels: geometry.kernels, window: geometry.window,
      inputLayout: inputLayout, outputLayout: layout,
      needsInputGradient: needsInputGradient, workers: workers)
    let inputs = Planes(channels: geometry.channels, size: geometry.size, samples: geometry.samples)
    let outputs = Planes(
      channels: geometry.kernels, size: geometry.pooling.output, samples: geometry.samples)
    let input = inputs.arranged(data.input, inputLayout)
    let result = FloatBuffer(count: outputs.count(layout))
    convolution.forward(
      input, weight: data.weight, bias: data.bias, into: result, samples: geometry.samples,
      keepsWinners: true)
    let weightGradient = FloatBuffer(count: data.weight.count)
    let biasGradient = FloatBuffer(count: data.bias.count)
    let inputGradient = needsInputGradient ? FloatBuffer(count: input.count) : nil
    convolution.backward(
      outputs.arranged(data.outputGradient, layout), input: input, weight: data.weight,
      weightGradient: weightGradient, biasGradient: biasGradient, inputGradient: inputGradient,
      samples: geometry.samples)
    output = outputs.planes(result.array, layout)
    self.weightGradient = weightGradient.array
    self.biasGradient = biasGradient.array
    self.inputGradient = inputGradient.map { inputs.planes($0.array, inputLayout) } ?? []
  }

  /// By a convolution, ReLU and pooling one after the other.
  init(stepByStep geometry: PooledConvolutionCase) {
    let data = PooledConvolutionData(geometry)
    let samples = geometry.samples
    let convolution = Convolution(
      inputChannels: geometry.channels, outputChannels: geometry.kernels, window: geometry.window)
    let pooling = MaxPooling(channels: geometry.kernels, window: geometry.pooling)
    let maps = FloatBuffer(count: samples * geometry.kernels * geometry.window.output.count)
    convolution.forward(
      data.input, weight: data.weight, bias: data.bias, into: maps, samples: samples)
    for index in 0..<maps.count { maps[index] = max(maps[index], 0) }
    let result = FloatBuffer(count: data.outputGradient.count)
    pooling.forward(maps, into: result, samples: samples)
    let mapGradient = FloatBuffer(count: maps.count)
    pooling.backward(data.outputGradient, into: mapGradient, samples: samples)
    for index in 0..<maps.count where maps[index] <= 0 { mapGradient[index] = 0 }
    let weightGradient = FloatBuffer(count: data.weight.count)
    let biasGradient = FloatBuffer(count: data.bias.count)
    let inputGradient = FloatBuffer(count: data.input.count)
    convolution.backward(
      mapGradient, input: data.input, weight: data.weight, weightGradient: weightGradient,
      biasGradient: biasGradient, inputGradient: inputGradient, samples: samples)
    output = result.array
    self.weightGradient = weightGradient.array
    self.biasGradient = biasGradient.array
    self.inputGradient = inputGradient.array
  }

  /// The largest difference from `other` in any of the four, by the largest number there.
  func difference(from other: PooledConvolutionResult) -> Float {
    let parts = [
      (output, other.output), (weightGradient, other.weightGradient),
      (biasGradient, other.biasGradient), (inputGradient, other.inputGradient),
    ]
    return parts.map { mine, theirs in
      guard mine.count == theirs.count else { return .infinity }
      let scale = theirs.map(abs).max() ?? 0
      let error = zip(mine, theirs).map { abs($0 - $1) }.max() ?? 0
      return error.isFinite ? error / max(scale, .leastNormalMagnitude) : .infinity
    }.max() ?? .infinity
  }
}

/// The random numbers of a case, channels first.
private struct PooledConvolutionData {
  let input: FloatBuffer
  let weight: FloatBuffer
  let bias: FloatBuffer
  let outputGradient: FloatBuffer

  init(_ geometry: PooledConvolutionCase) {
    var random = RandomStream(RandomKey(seed: 7, purpose: .simulation))
    func buffer(_ count: Int) -> FloatBuffer {
      FloatBuffer((0..<count).map { _ in Float(2 * random.uniform() - 1) })
    }
    input = buffer(geometry.samples * geometry.channels * geometry.size.count)
    weight = buffer(geometry.kernels * geometry.channels * geometry.kernel.count)
    bias = buffer(geometry.kernels)
    outputGradient = buffer(geometry.samples * geometry.kernels * geometry.pooling.output.count)
  }
}

/// A batch of maps in either order of memory.
private struct Planes {
  let channels: Int
  let size: Size2d
  let samples: Int

  func count(_ layout: MapLayout) -> Int {
    samples * size.count
      * (layout == .channelsFirst ? channels : PooledConvolution.padded(channels))
  }

  func arranged(_ planes: FloatBuffer, _ layout: MapLayout) -> FloatBuffer {
    guard layout == .channelsLast else { return planes }
    let result = FloatBuffer(count: count(layout))
    for index in 0..<planes.count { result[place(index)] = planes[index] }
    return result
  }

  func planes(_ values: [Float], _ layout: MapLayout) -> [Float] {
    guard layout == .channelsLast else { return values }
    return (0..<samples * channels * size.count).map { values[place($0)] }
  }

  /// Where the element at `index` of the planes lies with the channels last.
  private func place(_ index: Int) -> Int {
    let (map, pixel) = index.quotientAndRemainder(dividingBy: size.count)
    let (sample, channel) = map.quotientAndRemainder(dividingBy: channels)
    return (sample * size.count + pixel) * PooledConvolution.padded(channels) + channel
  }
}
