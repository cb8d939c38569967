import Foundation

/// The density of the observations above in one continuous dimension, from 98 of them on.
///
/// Nearly all kernels have the least width then, a hundredth of the range, and their weights rise
/// linearly with their rank: those are summed by a `MomentTable`. The wider ones, the latest 25, whose
/// weight is 1, and the kernel over all are summed one by one.
struct ContinuousAbove: AboveColumn {
  private let axis: ParzenAxis
  private let priorWeight: Double
  private var neighbours: NeighbourTable
  private var moments: MomentTable
  /// By place, the rank with which the table counts it; -1 where it does not.
  private var settledRanks: [Int32] = []
  /// The places of observations whose widths have changed since the table was settled.
  private var touched: [Int] = []

  init(_ axis: ParzenAxis, _ options: ParzenOptions) {
    self.axis = axis
    priorWeight = options.priorWeight
    neighbours = NeighbourTable(axis, options)
    moments = MomentTable(lower: axis.lower, sigma: neighbours.minSigma)
  }

  mutating func insert(_ place: Int, _ number: Double) {
    neighbours.insert(place, position: axis.range.scaled(number))
    settledRanks.insert(-1, at: place)
    touched = touched.map { $0 < place ? $0 : $0 + 1 }
  }

  mutating func remove(_ place: Int) {
    neighbours.remove(place)
    settledRanks.remove(at: place)
    touched = touched.compactMap { $0 == place ? nil : $0 < place ? $0 : $0 - 1 }
  }

  mutating func enter(_ place: Int) { unsettleWidened(neighbours.enter(place)) }

  mutating func leave(_ place: Int) {
    if settledRanks[place] >= 0 { setRank(place, -1, neighbours.heights[place]) }
    unsettleWidened(neighbours.leave(place))
  }

  mutating func settle(_ weights: AboveWeights, changed places: [Int]) {
    let flat = Int32(weights.firstFlatRank)
    for place in [touched, places].joined() {
      let rank = weights.ranks[place]
      let target = rank < flat && neighbours.isNarrow(place) ? rank : -1
      if target != settledRanks[place] { setRank(place, target, neighbours.heights[place]) }
    }
    touched.removeAll(keepingCapacity: true)
    moments.settle()
  }

  func densities(at numbers: [Double], _ weights: AboveWeights) -> [Double] {
    numbers.map { density(at: axis.range.scaled($0), weights) }
  }

  /// The density at a position of the scale.
  private func density(at position: Double, _ weights: AboveWeights) -> Double {
    let sums = moments.sums(at: position)
    var narrow = weights.rampStart * sums.plain + weights.rampStep * sums.ranked
    var wide =
      priorWeight * bell(position, axis.centre, axis.extent)
      / axis.mass(mean: axis.centre, sigma: axis.extent)
    for place in neighbours.wide.lazy.map(Int.init) {
      wide += weights.values[place] * kernel(position, place)
    }
    // Of the latest, those that are below as well are few.
    var place = weights.ranks.count - 1
    while place >= 0, weights.ranks[place] < 0 || Int(weights.ranks[place]) >= weights.firstFlatRank
    {
      if neighbours.isNarrow(place) {
        narrow += neighbours.heights[place] * exp(-square(position, place) / 2)
      }
      place -= 1
    }
    let rootTwoPi = (2 * Double.pi).squareRoot()
    return (narrow / neighbours.minSigma + wide) / rootTwoPi / (weights.sum + priorWeight)
  }

  private func kernel(_ position: Double, _ place: Int) -> Double {
    neighbours.heights[place]
      * bell(position, neighbours.positions[place], neighbours.sigmas[place])
  }

  private func bell(_ position: Double, _ mean: Double, _ sigma: Double) -> Double {
    let z = (position - mean) / sigma
    return exp(-z * z / 2) / sigma
  }

  private func square(_ position: Double, _ place: Int) -> Double {
    let z = (position - neighbours.positions[place]) / neighbours.minSigma
    return z * z
  }

  /// Takes out of the table what is not narrow any more; what has become narrow comes in later.
  private mutating func unsettleWidened(_ changedPlaces: [Int]) {
    touched += changedPlaces
    for place in changedPlaces where settledRanks[place] >= 0 && !neighbours.isNarrow(place) {
      let mean = neighbours.positions[place]
      setRank(place, -1, 1 / axis.mass(mean: mean, sigma: neighbours.minSigma))
    }
  }

  private mutating func setRank(_ place: Int, _ rank: Int32, _ height: Double) {
    let old = settledRanks[place]
    settledRanks[place] = rank
    moments.add(
      (rank >= 0 ? 1 : 0) - (old >= 0 ? 1 : 0), rank: Int(max(rank, 0)) - Int(max(old, 0)),
      position: neighbours.positions[place], height: height)
  }
}
