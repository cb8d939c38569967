import Foundation

/// A numerical dimension as kernels see it: values by their logarithms where the scale is logarithmic,
/// the range widened by half a step on either side.
struct ParzenAxis: Sendable {
  /// The values.
  let range: NumericalRange
  /// Where kernels are cut off.
  let lower: Double
  /// Where kernels are cut off.
  let upper: Double

  init(_ range: NumericalRange) {
    self.range = range
    lower = range.lowerEdge
    upper = range.upperEdge
  }

  /// The extent between the edges.
  var extent: Double { upper - lower }
  /// The mean of the kernel that covers all.
  var centre: Double { 0.5 * (lower + upper) }

  /// The least width of a kernel among `count` observations.
  func minSigma(_ count: Int, _ options: ParzenOptions) -> Double {
    options.usesMagicClip ? extent / Double(min(100, count + 2)) : 1e-12
  }

  /// The width of all kernels of a mixture over several dimensions.
  static func sharedSigma(_ count: Int, dimensions: Int) -> Double {
    0.2 * pow(Double(max(count, 1)), -1 / Double(dimensions + 4))
  }

  /// The width of the kernel between its neighbours; nil stands for none on that side.
  func sigma(
    _ position: Double, left: Double?, right: Double?, count: Int, _ options: ParzenOptions
  ) -> Double {
    var gap = max(position - (left ?? lower), (right ?? upper) - position)
    if !options.usesEndpoints, count >= 2 {
      if left == nil { gap = (right ?? upper) - position }
      if right == nil { gap = position - (left ?? lower) }
    }
    return min(max(gap, minSigma(count, options)), extent)
  }

  /// The widths of the kernels at `positions`, which are in the order of their variants' numbers; of
  /// equal positions the lower number counts as the left one.
  func sigmas(_ positions: [Double], dimensions: Int, _ options: ParzenOptions) -> [Double] {
    let count = positions.count
    if options.isMultivariate {
      let shared = Self.sharedSigma(count, dimensions: dimensions) * extent
      let sigma = min(max(shared, minSigma(count, options)), extent)
      return Array(repeating: sigma, count: count)
    }
    let order = positions.indices.sorted { (positions[$0], $0) < (positions[$1], $1) }
    var sigmas = positions
    for (place, index) in order.enumerated() {
      sigmas[index] = sigma(
        positions[index], left: place > 0 ? positions[order[place - 1]] : nil,
        right: place + 1 < count ? positions[order[place + 1]] : nil, count: count, options)
    }
    return sigmas
  }

  /// The probability of a normal distribution between the edges.
  func mass(mean: Double, sigma: Double) -> Double {
    NormalDistribution.mass((lower - mean) / sigma, (upper - mean) / sigma)
  }

  /// Where a value's interval lies: the value itself without steps, half a step to either side with them.
  func interval(of number: Double) -> (low: Double, high: Double) {
    let half = (range.step ?? 0) / 2
    return (range.scaled(number - half), range.scaled(number + half))
  }

  /// The logarithm of a kernel before it is cut off at the edges: -z^2 / 2, or with steps the probability
  /// of the interval.
  func logKernel(_ interval: (low: Double, high: Double), mean: Double, sigma: Double) -> Double {
    let z = (interval.low - mean) / sigma
    if range.step == nil { return -z * z / 2 }
    let length = (interval.high - interval.low) / sigma
    let middle = z + length / 2
    if length * max(abs(middle), 1) < 0.1 {
      return IntervalSeries.logMass(length: length, middle: middle)
    }
    return NormalDistribution.logMass(z, (interval.high - mean) / sigma)
  }
}
