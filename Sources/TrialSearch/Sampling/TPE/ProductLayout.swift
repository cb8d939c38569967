/// How the dimensions of a multivariate mixture are summed.
struct ProductLayout: Sendable {
  /// The most values of a dimension for a table, and of several that share one.
  private static let maxValues = 4096
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
  /// Those with all numbers of a range.
  let continuous: [Int]
  /// Those with an axis.
  let numerical: [Int]
  /// All that are not continuous.
  let groups: [Group]
  /// The length of a table of all groups.
  let tableCount: Int
  /// Whether tables over all values of a dimension are small.
  let isCompact: Bool

  init(_ distributions: [Distribution]) {
    self.distributions = distributions
    axes = distributions.map { distribution in
      guard case .numerical(let range) = distribution else { return nil }
      return ParzenAxis(range)
    }
    continuous = distributions.indices.filter { distributions[$0].valueCount == nil }
    numerical = distributions.indices.filter { [axes] in axes[$0] != nil }
    isCompact = distributions.allSatisfy { $0.valueCount ?? 0 <= Self.maxValues }
    var groups: [Group] = []
    for (dimension, distribution) in distributions.enumerated() where isCompact {
      guard let count = distribution.valueCount else { continue }
      if let last = groups.last, last.count * count <= Self.maxSharedValues {
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
  }

  /// How many dimensions there are.
  var dimensionCount: Int { distributions.count }

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
