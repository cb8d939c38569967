/// How the dimensions of a multivariate mixture are summed.
struct ProductLayout: Sendable {
  private static let maxValues = 4096

  /// The dimensions.
  let distributions: [Distribution]
  /// The axes of the numerical ones.
  let axes: [ParzenAxis?]
  /// Those with all numbers of a range.
  let continuous: [Int]
  /// Those with few values, numbers at steps or choices.
  let lookedUp: [Int]
  /// Where the values of each of these begin in a table of all of them.
  let tableStarts: [Int32]
  /// The length of that table.
  let tableCount: Int
  /// Those with an axis.
  let numerical: [Int]

  init(_ distributions: [Distribution]) {
    self.distributions = distributions
    axes = distributions.map { distribution in
      guard case .numerical(let range) = distribution else { return nil }
      return ParzenAxis(range)
    }
    continuous = distributions.indices.filter { distributions[$0].valueCount == nil }
    lookedUp = distributions.indices.filter { distributions[$0].valueCount != nil }
    var starts: [Int32] = []
    var count = 0
    for dimension in lookedUp {
      starts.append(Int32(truncatingIfNeeded: count))
      count = min(count + (distributions[dimension].valueCount ?? 0), Int(Int32.max))
    }
    tableStarts = starts
    tableCount = count
    numerical = distributions.indices.filter { [axes] in axes[$0] != nil }
  }

  /// How many dimensions there are.
  var dimensionCount: Int { distributions.count }

  /// Whether tables over all values of a dimension are small.
  var isCompact: Bool {
    lookedUp.allSatisfy { (distributions[$0].valueCount ?? .max) <= Self.maxValues }
  }

  /// A point's distance from the centre of a numerical dimension, in units of the extent.
  func offset(_ point: [Double], _ dimension: Int) -> Double {
    guard let axis = axes[dimension] else { return 0 }
    return (axis.range.scaled(point[dimension]) - axis.centre) / axis.extent
  }

  /// The index of a point's value in a dimension that is looked up.
  func code(_ point: [Double], _ dimension: Int) -> Int32 {
    Int32(axes[dimension]?.range.index(of: point[dimension]) ?? Int(point[dimension]))
  }
}
