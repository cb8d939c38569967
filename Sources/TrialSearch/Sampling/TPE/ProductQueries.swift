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
  /// What the powers of a kernel's offsets count in the exponent, by point and power.
  private let factors: [Double]
  /// What a kernel's value adds to the exponent, by point, group and combination of values.
  private let tables: [Double]
  /// The intervals for which `sums` needs a column each.
  let wide: [WideInterval]
  /// The indices of each point's intervals among them.
  private let wideByPoint: [[Int]]
  private let factorCount: Int
  private let tableCount: Int
  private let groupCount: Int

  /// Queries for points among `count` kernels of width `sigma`, in units of the extents.
  init(
    _ points: [[Double]], _ layout: ProductLayout, sigma: Double, count: Int,
    _ options: ParzenOptions
  ) {
    factorCount = layout.powerCount
    tableCount = layout.tableCount
    groupCount = layout.groups.count
    tables = layout.tables(at: points, sigma: sigma, count: count, options)
    let reach = layout.reach(sigma: sigma)
    var constants: [Double] = []
    var factors: [Double] = []
    var wide: [WideInterval] = []
    var wideByPoint: [[Int]] = []
    for point in points {
      var constant = 0.0
      var places: [Int] = []
      for (index, axis) in layout.spread.enumerated() {
        let number = point[axis.dimension]
        let term = ProductTerm(number, axis, sigma: sigma, reach: reach)
        constant += term.constant
        factors += term.factors
        guard term.isWide else { continue }
        let interval = WideInterval(axisIndex: index, number: number)
        if !wide.contains(interval) { wide.append(interval) }
        places.append(wide.firstIndex(of: interval) ?? 0)
      }
      constants.append(constant)
      wideByPoint.append(places)
    }
    let overAll = ParzenEstimator([], layout.distributions, options)
    let priors = points.map { overAll.logDensity(at: $0) + log(options.priorWeight) }
    // Exponents stay within a Double's range: a kernel loses at most ln 3 a dimension at the edges.
    let logHeight = layout.spread.reduce(0.0) { sum, axis in
      let unit = axis.termCount == 0 ? sigma * axis.axis.extent : 1
      return sum - log(unit) - (axis.termCount == 0 ? NormalDistribution.logRootTwoPi : 0)
    }
    let lowestShift = logHeight + 1.1 * Double(layout.dimensionCount) - 600
    let shifts = priors.map { max($0, lowestShift) }
    self.shifts = shifts
    priorShares = zip(priors, shifts).map { exp($0 - $1) }
    self.constants = zip(constants, shifts).map { $0 - $1 }
    self.factors = factors
    self.wide = wide
    self.wideByPoint = wideByPoint
  }

  /// The weighted kernels of all blocks at each point, relative to its shift; `bases` are what is the same
  /// for all points in the kernels' exponents, and `columns` the logarithms for the wide intervals.
  func sums(
    _ bases: [SIMD8<Double>], weights: [SIMD8<Double>], offsets: [SIMD8<Double>],
    places: [SIMD8<Int32>], columns: [[SIMD8<Double>]]
  ) -> [Double] {
    func sums(_ points: [Int], _ columns: [[SIMD8<Double>]]) -> [Double] {
      let rows = points.map { $0 * factorCount..<($0 + 1) * factorCount }
      let factors = zip(points, rows).flatMap { point, row in
        self.factors[row] + columns.indices.map { wideByPoint[point].contains($0) ? 1 : 0 }
      }
      return ProductKernels(
        bases: bases, weights: weights,
        offsets: columns.isEmpty ? offsets : joined(offsets, columns), places: places,
        constants: points.map { constants[$0] }, factors: factors,
        tables: points.flatMap { tables[$0 * tableCount..<($0 + 1) * tableCount] },
        factorCount: factorCount + columns.count, placeCount: groupCount, tableCount: tableCount
      ).sums
    }
    let isWide = wideByPoint.map { !$0.isEmpty }
    var result = Array(repeating: 0.0, count: constants.count)
    for selects in [false, true] {
      let points = isWide.indices.filter { isWide[$0] == selects }
      guard !points.isEmpty else { continue }
      for (point, sum) in zip(points, sums(points, selects ? columns : [])) { result[point] = sum }
    }
    return result
  }

  /// The offsets of each block with its part of the columns behind them.
  private func joined(
    _ offsets: [SIMD8<Double>], _ columns: [[SIMD8<Double>]]
  ) -> [SIMD8<Double>] {
    var joined: [SIMD8<Double>] = []
    joined.reserveCapacity(offsets.count + columns.count * columns[0].count)
    for block in columns[0].indices {
      joined += offsets[block * factorCount..<(block + 1) * factorCount]
      for column in columns { joined.append(column[block]) }
    }
    return joined
  }
}
