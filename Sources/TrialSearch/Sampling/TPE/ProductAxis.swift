import Foundation

/// A dimension of a multivariate mixture whose kernels are told by powers of their offsets from the centre,
/// in units of the extent: it is continuous, or has many steps.
///
/// The logarithm of a kernel's density is a polynomial of second degree in its offset; that of the mass over an
/// interval is one of higher degree, see `IntervalSeries`.
struct ProductAxis: Sendable {
  /// The dimension.
  let dimension: Int
  /// Its axis.
  let axis: ParzenAxis
  /// How many powers of the squared interval the series has; 0 where values are continuous.
  let termCount: Int
  /// Where its powers begin among those of all dimensions.
  let start: Int

  /// Whether a series tells the masses of all values to 1e-11.
  static func hasSeries(_ axis: ParzenAxis, reach: Double, sigma: Double) -> Bool {
    guard let step = axis.range.step, !axis.range.isLogarithmic else { return false }
    return IntervalSeries.termCount(length: step / axis.extent / sigma, reach: reach) != nil
  }

  init(_ dimension: Int, _ axis: ParzenAxis, reach: Double, sigma: Double, start: Int) {
    self.dimension = dimension
    self.axis = axis
    self.start = start
    guard let step = axis.range.step else {
      termCount = 0
      return
    }
    // With a logarithm intervals differ: two powers do for most, wider ones are summed kernel by kernel.
    let length = step / axis.extent / sigma
    termCount =
      axis.range.isLogarithmic
      ? 2 : IntervalSeries.termCount(length: length, reach: reach) ?? IntervalSeries.maxTermCount
  }

  /// The highest power of offsets that counts differently for each point.
  var powerCount: Int {
    if termCount == 0 { return 1 }
    return hasCommonTop ? 2 * termCount - 1 : 2 * termCount
  }

  /// Whether the power above `powerCount` counts the same for all points.
  var hasCommonTop: Bool { termCount > 0 && !axis.range.isLogarithmic }

  /// What that power counts at a width.
  func topFactor(sigma: Double) -> Double {
    guard hasCommonTop, let step = axis.range.step else { return 0 }
    let coefficients = IntervalSeries.coefficients(
      length: step / axis.extent / sigma, termCount: termCount)
    return (coefficients.last ?? 0) / pow(sigma, Double(2 * termCount))
  }

  /// A number's interval: the offset of its middle and its length, 0 where values are continuous.
  func interval(of number: Double) -> (middle: Double, length: Double) {
    let interval = axis.interval(of: number)
    let middle = interval.low + 0.5 * (interval.high - interval.low)
    return ((middle - axis.centre) / axis.extent, (interval.high - interval.low) / axis.extent)
  }
}
