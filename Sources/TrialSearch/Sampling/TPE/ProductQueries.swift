import Foundation
import Kernels

/// Points whose densities are asked for, prepared for the sum over the kernels.
struct ProductQueries: Sendable {
  /// The logarithms by which each point's exponents are measured: near those of the kernel over all.
  let shifts: [Double]
  /// The weighted kernel over all, relative to the shift.
  let priorShares: [Double]
  /// What is added to each exponent.
  private let constants: [Double]
  /// What a kernel's offset counts in the exponent, by point and continuous dimension.
  private let factors: [Double]
  /// What a kernel's value adds to the exponent, by point, group and combination of values.
  private let tables: [Double]
  private let factorCount: Int
  private let tableCount: Int
  private let groupCount: Int

  /// Queries for points among `count` kernels of width `sigma`, in units of the extents.
  init(
    _ points: [[Double]], _ layout: ProductLayout, sigma: Double, count: Int,
    _ options: ParzenOptions
  ) {
    factorCount = layout.continuous.count
    tableCount = layout.tableCount
    groupCount = layout.groups.count
    let offsets = points.map { point in layout.continuous.map { layout.offset(point, $0) } }
    factors = offsets.flatMap { $0.map { $0 / (sigma * sigma) } }
    tables = layout.tables(at: points, sigma: sigma, count: count, options)
    let logHeight = layout.continuous.reduce(0.0) { sum, dimension in
      sum - log(sigma * (layout.axes[dimension]?.extent ?? 1)) - NormalDistribution.logRootTwoPi
    }
    let overAll = ParzenEstimator([], layout.distributions, options)
    let priors = points.map { overAll.logDensity(at: $0) + log(options.priorWeight) }
    // Exponents stay within a Double's range: a kernel loses at most ln 3 a dimension at the edges.
    let lowestShift = logHeight + 1.1 * Double(layout.dimensionCount) - 600
    let shifts = priors.map { max($0, lowestShift) }
    self.shifts = shifts
    priorShares = zip(priors, shifts).map { exp($0 - $1) }
    constants = zip(offsets, shifts).map { offsets, shift in
      logHeight - shift - offsets.reduce(0) { $0 + $1 * $1 } / (2 * sigma * sigma)
    }
  }

  /// The weighted kernels of all blocks at each point, relative to its shift; `bases` are what is the same
  /// for all points in the kernels' exponents.
  func sums(
    _ bases: [SIMD8<Double>], weights: [SIMD8<Double>], offsets: [SIMD8<Double>],
    places: [SIMD8<Int32>]
  ) -> [Double] {
    ProductKernels(
      bases: bases, weights: weights, offsets: offsets, places: places, constants: constants,
      factors: factors, tables: tables, factorCount: factorCount, placeCount: groupCount,
      tableCount: tableCount
    ).sums
  }
}
