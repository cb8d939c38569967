import Foundation
import VectorKernels

/// A number on a logarithmic scale whose interval is too wide for a series.
struct WideInterval: Sendable, Hashable {
  /// The index of its axis in the layout.
  let axisIndex: Int
  /// The number.
  let number: Double

  /// The logarithm of what the mass over the interval is to its length times the density in the middle, for
  /// kernels at `offsets`.
  func logRatios(_ axis: ProductAxis, _ offsets: [SIMD8<Double>], sigma: Double)
    -> [SIMD8<Double>]
  {
    let (middle, length) = axis.interval(of: number)
    let low = middle - length / 2
    let points = IntervalRule.points((low, low + length), sigma: sigma).map {
      (distance: ($0.position - middle) / sigma, weight: $0.weight / length)
    }
    let largest = SIMD8<Double>(repeating: 690)
    return offsets.map { offset in
      let z = (middle - offset) * (1 / sigma)
      var sum = SIMD8<Double>.zero
      for (distance, weight) in points {
        let exponent = z * -distance - distance * distance / 2
        sum += pointwiseMin(exponent, largest).exponential * weight
      }
      var logarithm = SIMD8<Double>.zero
      for lane in 0..<8 { logarithm[lane] = log(max(sum[lane], 1e-300)) }
      return logarithm
    }
  }
}
