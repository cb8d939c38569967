import Foundation

/// A point whose density is asked for, prepared for the sum over the kernels.
struct ProductQuery: Sendable {
  /// What a kernel's offset in each continuous dimension counts in its exponent.
  let factors: [Double]
  /// What a kernel's value in each dimension that is looked up adds to its exponent.
  let tables: [LookupTable]
  /// What is added to every exponent; they are relative to `shift`.
  let constant: Double
  /// The logarithm by which exponents are measured: near that of the kernel over all.
  let shift: Double
  /// The weighted kernel over all, relative to `shift`.
  let priorShare: Double

  /// The query for `point` among `count` kernels of width `sigma`, in units of the extents.
  init(
    _ point: [Double], _ layout: ProductLayout, sigma: Double, count: Int, _ options: ParzenOptions
  ) {
    let offsets = layout.continuous.map { layout.offset(point, $0) }
    factors = offsets.map { $0 / (sigma * sigma) }
    tables = layout.lookedUp.map { dimension in
      LookupTable(point[dimension], layout, dimension, sigma: sigma, count: count, options)
    }
    var prior = [log(options.priorWeight)]
    for (distribution, number) in zip(layout.distributions, point) {
      ParzenColumn(distribution, [], dimensions: 1, options).addLogKernels(at: number, to: &prior)
    }
    let logHeights = layout.continuous.reduce(0.0) { sum, dimension in
      sum - log(sigma * (layout.axes[dimension]?.extent ?? 1)) - NormalDistribution.logRootTwoPi
    }
    // Exponents stay within a Double's range: a kernel loses at most ln 3 a dimension at the edges.
    let highest = logHeights + 1.1 * Double(layout.dimensionCount)
    shift = max(prior[0], highest - 600)
    priorShare = exp(prior[0] - shift)
    constant =
      logHeights - shift - offsets.reduce(0) { $0 + $1 * $1 } / (2 * sigma * sigma)
  }
}
