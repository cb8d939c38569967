import Foundation

/// How the dimensions of a multivariate mixture are summed.
struct ProductLayout: Sendable {
  /// The most steps of a dimension for a table, the most for which a table is faster than a series that is
  /// exact, and the most values of several dimensions that share one.
  private static let maxSteps = 1024
  private static let maxFastSteps = 256
  private static let maxSharedValues = 256

  /// Dimensions with few values that are looked up together, by all combinations of their values.
  struct Group: Sendable {
    /// The dimensions; the first one's index counts most.
    var dimensions: [Int]
    /// How many combinations there are.
    var count: Int
    /// Where they begin in a table of all groups.
    var start = 0
  }

  /// The dimensions.
  let distributions: [Distribution]
  /// The axes of the numerical ones.
  let axes: [ParzenAxis?]
  /// Those with all numbers of a range, or many steps.
  let spread: [ProductAxis]
  /// The powers of offsets of all those.
  let powerCount: Int
  /// Those with an axis.
  let numerical: [Int]
  /// All that are not spread.
  let groups: [Group]
  /// The length of a table of all groups.
  let tableCount: Int

  init(_ distributions: [Distribution]) {
    self.distributions = distributions
    axes = distributions.map { distribution in
      guard case .numerical(let range) = distribution else { return nil }
      return ParzenAxis(range)
    }
    numerical = distributions.indices.filter { [axes] in axes[$0] != nil }
    // What a million kernels need serves fewer as well.
    let sigma = Self.width(Self.manyCount, dimensions: distributions.count)
    let reach = Self.reach(distributions, sigma: sigma)
    var spread: [ProductAxis] = []
    var groups: [Group] = []
    for (dimension, distribution) in distributions.enumerated() {
      let count = distribution.valueCount ?? .max
      if let axis = axes[dimension],
        count > Self.maxSteps
          || count > Self.maxFastSteps && ProductAxis.hasSeries(axis, reach: reach, sigma: sigma)
      {
        let start = spread.last.map { $0.start + $0.powerCount } ?? 0
        spread.append(ProductAxis(dimension, axis, reach: reach, sigma: sigma, start: start))
      } else if let last = groups.last, last.count * count <= Self.maxSharedValues {
        groups[groups.count - 1].dimensions.append(dimension)
        groups[groups.count - 1].count *= count
      } else {
        groups.append(Group(dimensions: [dimension], count: count))
      }
    }
    var start = 0
    for index in groups.indices {
      groups[index].start = start
      start += groups[index].count
    }
    self.groups = groups
    tableCount = start
    self.spread = spread
    powerCount = spread.last.map { $0.start + $0.powerCount } ?? 0
  }

  /// How many dimensions there are.
  var dimensionCount: Int { distributions.count }

  /// The width of `count` kernels, in units of the extents.
  static func width(_ count: Int, dimensions: Int) -> Double {
    min(
      max(ParzenAxis.sharedSigma(count, dimensions: dimensions), 1 / Double(min(100, count + 2))), 1
    )
  }

  /// How many widths away a kernel may be and still count beside the one over all, even if a million
  /// are there.
  func reach(sigma: Double) -> Double { Self.reach(distributions, sigma: sigma) }

  private static let manyCount = 1_000_000

  private static func reach(_ distributions: [Distribution], sigma: Double) -> Double {
    // The least weight of the kernel over all is 0.01; e^1.1 bounds what kernels lose at the edges.
    let heights = distributions.reduce(log(Double(manyCount) / 0.01)) { sum, distribution in
      guard case .categorical(let choices) = distribution else {
        return sum + max(1.1 - log(sigma) - NormalDistribution.logRootTwoPi, 0)
      }
      return sum + log(Double(choices.count))
    }
    return min((2 * heights).squareRoot(), 1 / sigma)
  }

  /// A point's distance from the centre of a numerical dimension, in units of the extent.
  func offset(_ point: [Double], _ dimension: Int) -> Double {
    guard let axis = axes[dimension] else { return 0 }
    return (axis.range.scaled(point[dimension]) - axis.centre) / axis.extent
  }

  /// Where a point's combination of values stands in a table of all groups.
  func place(_ point: [Double], _ group: Group) -> Int32 {
    let code = group.dimensions.reduce(0) { code, dimension in
      let number = point[dimension]
      let index = axes[dimension]?.range.index(of: number) ?? Int(number)
      return code * (distributions[dimension].valueCount ?? 1) + index
    }
    return Int32(group.start + code)
  }
}
