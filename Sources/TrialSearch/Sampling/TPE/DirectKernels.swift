import VectorKernels

/// Normal kernels to be summed one by one, eight at a time.
struct DirectKernels: Sendable {
  private var means: [SIMD8<Double>] = []
  private var inverseSigmas: [SIMD8<Double>] = []
  private var heights: [SIMD8<Double>] = []
  private var count = 0

  /// Adds height e^(-z^2/2) with z = (x - mean) / sigma.
  mutating func append(mean: Double, sigma: Double, height: Double) {
    let lane = count % 8
    if lane == 0 {
      means.append(.zero)
      inverseSigmas.append(.zero)
      heights.append(.zero)
    }
    means[count / 8][lane] = mean
    inverseSigmas[count / 8][lane] = 1 / sigma
    heights[count / 8][lane] = height
    count += 1
  }

  /// The sum at `x`.
  func sum(at x: Double) -> Double {
    var sum = SIMD8<Double>.zero
    for block in means.indices {
      let z = (x - means[block]) * inverseSigmas[block]
      sum += heights[block] * (z * z * -0.5).exponential
    }
    return sum.sum()
  }
}
