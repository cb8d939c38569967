import Foundation

/// The observations above, a mixture for each dimension by itself.
struct AboveMixture: Sendable {
  /// The fewest observations from which the least width of a kernel does not change any more.
  static let minCount = 98

  private let distributions: [Distribution]
  private let options: ParzenOptions
  private var columns: [(any AboveColumn)?] = []
  private var weights = AboveWeights()
  /// By place, the rank of those whose weight rises with it; -1 for all others.
  private var rampRanks: [Int32] = []
  private var isFilled = false
  private var points: [[Double]] = []

  /// Whether all dimensions have their fast form.
  var isFast: Bool { isFilled && columns.allSatisfy { $0 != nil } }

  init(_ distributions: [Distribution], _ options: ParzenOptions) {
    self.distributions = distributions
    self.options = options
  }

  /// Takes over what has changed.
  mutating func update(_ observations: TPEObservations, _ changes: [TPEObservations.Change]) {
    weights = AboveWeights(observations.isAbove)
    let isWorthwhile = weights.count >= Self.minCount
    if isWorthwhile, isFilled {
      for change in changes { apply(change) }
    } else {
      clear()
      if isWorthwhile { fill(observations) }
    }
    if !isFast {
      points = observations.points(above: true)
    }
    if isFilled { settle() }
  }

  /// The logarithms of the densities of `numbers` in one dimension.
  mutating func logDensities(at numbers: [Double], dimension: Int) -> [Double] {
    if isFilled, let densities = columns[dimension]?.densities(at: numbers, weights) {
      return densities.map { log($0) }
    }
    let estimator = ParzenEstimator(
      points.map { [$0[dimension]] }, [distributions[dimension]], options)
    return numbers.map { estimator.logDensity(at: [$0]) }
  }

  private mutating func clear() {
    columns = distributions.map { $0.aboveColumn(options) }
    rampRanks = []
    isFilled = false
  }

  private mutating func fill(_ observations: TPEObservations) {
    isFilled = true
    for (place, entry) in observations.entries.enumerated() {
      apply(.insert(place, entry.point))
      if observations.isAbove[place] { apply(.enterAbove(place)) }
    }
  }

  private mutating func apply(_ change: TPEObservations.Change) {
    switch change {
    case .clear:
      clear()
      isFilled = true
    case .insert(let place, let point):
      rampRanks.insert(-1, at: place)
      for index in columns.indices { columns[index]?.insert(place, point[index]) }
    case .remove(let place):
      rampRanks.remove(at: place)
      for index in columns.indices { columns[index]?.remove(place) }
    case .enterAbove(let place):
      for index in columns.indices { columns[index]?.enter(place) }
    case .leaveAbove(let place):
      rampRanks[place] = -1
      for index in columns.indices { columns[index]?.leave(place) }
    }
  }

  private mutating func settle() {
    var changed: [Int] = []
    let flat = Int32(weights.firstFlatRank)
    for place in rampRanks.indices {
      let rank = weights.ranks[place]
      let rampRank = rank < flat ? rank : -1
      guard rampRank != rampRanks[place] else { continue }
      rampRanks[place] = rampRank
      changed.append(place)
    }
    for index in columns.indices { columns[index]?.settle(weights, changed: changed) }
  }
}
