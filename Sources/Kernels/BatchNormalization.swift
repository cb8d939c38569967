/// Normalisation of each channel over samples, rows and columns, and its gradients.
///
/// y = (x - mean) / sqrt(variance + epsilon) weight + bias. Source: Ioffe & Szegedy,
/// arXiv:1502.03167. Maps are `[samples, channels, elements]`; sums are in double precision.
public final class BatchNormalization {
  private let channels: Int
  private let elements: Int
  private let epsilon: Double
  /// By channel, for the latest `forward`.
  private var statistics: [(mean: Float, inverseDeviation: Float)]
  private var isFromBatch = false

  /// A normalisation of maps of `channels` channels of `elements` elements.
  public init(channels: Int, elements: Int, epsilon: Double) {
    self.channels = channels
    self.elements = elements
    self.epsilon = epsilon
    statistics = Array(repeating: (0, 0), count: channels)
  }

  /// Sets the statistics to the batch's own, and moves the running ones, `[channels]`, by
  /// `momentum` towards them.
  ///
  /// The running variance takes the batch's unbiased one. A batch of one element has variance 0.
  public func learn(
    _ input: FloatBuffer, runningMean: FloatBuffer, runningVariance: FloatBuffer,
    momentum: Float, samples: Int
  ) {
    input.require(samples * channels * elements)
    runningMean.require(channels)
    runningVariance.require(channels)
    let count = Double(samples * elements)
    for channel in 0..<channels {
      let mean = sum(input, channel, samples) { Double($0) } / count
      let squares = sum(input, channel, samples) { (Double($0) - mean) * (Double($0) - mean) }
      set(channel, mean: mean, variance: squares / count)
      let unbiased = squares / max(count - 1, 1)
      runningMean.pointer[channel] += momentum * (Float(mean) - runningMean.pointer[channel])
      runningVariance.pointer[channel] +=
        momentum * (Float(unbiased) - runningVariance.pointer[channel])
    }
    isFromBatch = true
  }

  /// Sets the statistics to the given ones, `[channels]`.
  public func use(mean: FloatBuffer, variance: FloatBuffer) {
    mean.require(channels)
    variance.require(channels)
    for channel in 0..<channels {
      set(
        channel, mean: Double(mean.pointer[channel]), variance: Double(variance.pointer[channel]))
    }
    isFromBatch = false
  }

  /// Writes the normalised maps, by the statistics that were set; weight and bias are `[channels]`,
  /// or 1 and 0.
  public func forward(
    _ input: FloatBuffer, weight: FloatBuffer?, bias: FloatBuffer?, into output: FloatBuffer,
    samples: Int
  ) {
    input.require(samples * channels * elements)
    output.require(samples * channels * elements)
    weight?.require(channels)
    bias?.require(channels)
    for plane in 0..<samples * channels {
      let channel = plane % channels
      let (mean, inverseDeviation) = statistics[channel]
      let scale = inverseDeviation * (weight?.pointer[channel] ?? 1)
      let shift = bias?.pointer[channel] ?? 0
      let (source, target) = (
        input.pointer + plane * elements, output.pointer + plane * elements
      )
      for index in 0..<elements { target[index] = (source[index] - mean) * scale + shift }
    }
  }

  /// Writes the gradients by weight, bias and, if asked for, input, for the latest `forward` of
  /// `input`.
  ///
  /// Where the statistics are the batch's own, they depend on the input: with g the output's
  /// gradient and x̂ the normalised input, the input's is weight / deviation (g - mean(g) - x̂
  /// mean(g x̂)).
  public func backward(
    _ outputGradient: FloatBuffer, input: FloatBuffer, weight: FloatBuffer?,
    weightGradient: FloatBuffer?, biasGradient: FloatBuffer?, inputGradient: FloatBuffer?,
    samples: Int
  ) {
    outputGradient.require(samples * channels * elements)
    input.require(samples * channels * elements)
    weight?.require(channels)
    weightGradient?.require(channels)
    biasGradient?.require(channels)
    inputGradient?.require(samples * channels * elements)
    let count = Double(samples * elements)
    for channel in 0..<channels {
      let (mean, inverseDeviation) = statistics[channel]
      var (gradientSum, productSum) = (0.0, 0.0)
      for sample in 0..<samples {
        let start = (sample * channels + channel) * elements
        for index in start..<start + elements {
          let gradient = Double(outputGradient.pointer[index])
          gradientSum += gradient
          productSum += gradient * Double((input.pointer[index] - mean) * inverseDeviation)
        }
      }
      biasGradient?.pointer[channel] = Float(gradientSum)
      weightGradient?.pointer[channel] = Float(productSum)
      guard let inputGradient else { continue }
      let scale = inverseDeviation * (weight?.pointer[channel] ?? 1)
      let gradientMean = isFromBatch ? Float(gradientSum / count) : 0
      let productMean = isFromBatch ? Float(productSum / count) : 0
      for sample in 0..<samples {
        let start = (sample * channels + channel) * elements
        for index in start..<start + elements {
          let normalized = (input.pointer[index] - mean) * inverseDeviation
          inputGradient.pointer[index] =
            scale * (outputGradient.pointer[index] - gradientMean - normalized * productMean)
        }
      }
    }
  }

  private func set(_ channel: Int, mean: Double, variance: Double) {
    statistics[channel] = (Float(mean), Float(1 / (variance + epsilon).squareRoot()))
  }

  private func sum(
    _ input: FloatBuffer, _ channel: Int, _ samples: Int, of term: (Float) -> Double
  ) -> Double {
    var sum = 0.0
    for sample in 0..<samples {
      let source = input.pointer + (sample * channels + channel) * elements
      for index in 0..<elements { sum += term(source[index]) }
    }
    return sum
  }
}
