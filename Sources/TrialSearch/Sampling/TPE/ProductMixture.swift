import Foundation

/// The observations above as one mixture of product kernels, from 98 of them on, kept up to date. It gives
/// the densities of a multivariate `ParzenEstimator` of the same observations in far less time.
///
/// With one width for all kernels the exponent of a product over the continuous dimensions is a scalar
/// product of kernel and point, summed eight kernels at a time, and with many steps it is one of powers;
/// dimensions with few values are looked up.
struct ProductMixture: Sendable {
  private let layout: ProductLayout
  private let options: ParzenOptions
  /// The powers of the offsets in the spread dimensions, by block of eight places and power.
  private var offsets: [SIMD8<Double>] = []
  /// The powers above those, which count the same for all points, by block and dimension.
  private var tops: [SIMD8<Double>] = []
  /// Half the sum of their squares, by block.
  private var halfSquares: [SIMD8<Double>] = []
  /// Where the values that are looked up stand in a query's table, by block and group of dimensions.
  private var places: [SIMD8<Int32>] = []
  private var cutoffs = CutoffExpansion(sigma: 1)
  private var points: [[Double]] = []
  private var weights = AboveWeights()
  private var blockWeights: [SIMD8<Double>] = []

  init(_ distributions: [Distribution], _ options: ParzenOptions) {
    layout = ProductLayout(distributions)
    self.options = options
  }

  /// Whether this form serves the options and the number of observations; else the estimator itself must.
  var isUsable: Bool {
    options.usesMagicClip && options.priorWeight >= 0.01 && weights.count >= AboveMixture.minCount
  }

  /// Takes over what has changed.
  mutating func update(_ observations: TPEObservations, _ changes: [TPEObservations.Change]) {
    weights = AboveWeights(observations.isAbove)
    guard isUsable else {
      points = []
      return
    }
    let entries = observations.entries
    let reference = width(CutoffExpansion.referenceCount(for: weights.count))
    var kept = reference == cutoffs.sigma ? points.count : 0
    for change in changes {
      switch change {
      case .clear: kept = 0
      case .insert(let place, _), .remove(let place): kept = min(kept, place)
      case .enterAbove, .leaveAbove: break
      }
    }
    if kept == 0 { cutoffs = CutoffExpansion(sigma: reference) }
    points.removeSubrange(kept...)
    for place in kept..<entries.count { set(place, entries[place].point) }
    blockWeights = Array(repeating: .zero, count: (entries.count + 7) / 8)
    for (place, weight) in weights.values.enumerated() {
      blockWeights[place / 8][place % 8] = weight
    }
  }

  /// The logarithms of the densities at points.
  func logDensities(at candidates: [[Double]]) -> [Double] {
    let sigma = width(weights.count)
    let queries = ProductQueries(
      candidates, layout, sigma: sigma, count: weights.count, options)
    let topFactors = layout.spread.map { $0.topFactor(sigma: sigma) }
    let hasTops = topFactors.contains { $0 != 0 }
    let bases = blockWeights.indices.map { block in
      var base =
        halfSquares[block] * (-1 / (sigma * sigma)) - cutoffs.logMasses(block: block, sigma: sigma)
      guard hasTops else { return base }
      for (index, factor) in topFactors.enumerated() {
        base += tops[block * topFactors.count + index] * factor
      }
      return base
    }
    let columns = queries.wide.map { interval in
      let axis = layout.spread[interval.axisIndex]
      let axisOffsets = blockWeights.indices.map { offsets[$0 * layout.powerCount + axis.start] }
      return interval.logRatios(axis, axisOffsets, sigma: sigma)
    }
    let sums = queries.sums(
      bases, weights: blockWeights, offsets: offsets, places: places, columns: columns)
    let total = weights.sum + options.priorWeight
    return sums.indices.map { index in
      log((sums[index] + queries.priorShares[index]) / total) + queries.shifts[index]
    }
  }

  private func width(_ count: Int) -> Double {
    ProductLayout.width(count, dimensions: layout.dimensionCount)
  }

  private mutating func set(_ place: Int, _ point: [Double]) {
    points.append(point)
    let block = place / 8
    let lane = place % 8
    if block == halfSquares.count {
      halfSquares.append(.zero)
      offsets += Array(repeating: .zero, count: layout.powerCount)
      tops += layout.spread.map { _ in .zero }
      places += layout.groups.map { _ in .zero }
    }
    var squares = 0.0
    for (index, axis) in layout.spread.enumerated() {
      let offset = layout.offset(point, axis.dimension)
      squares += offset * offset
      var power = offset
      for place in 0..<axis.powerCount {
        offsets[block * layout.powerCount + axis.start + place][lane] = power
        power *= offset
      }
      tops[block * layout.spread.count + index][lane] = power
    }
    halfSquares[block][lane] = squares / 2
    for (index, group) in layout.groups.enumerated() {
      places[block * layout.groups.count + index][lane] = layout.place(point, group)
    }
    cutoffs.set(place, offsets: layout.numerical.map { layout.offset(point, $0) })
  }
}
