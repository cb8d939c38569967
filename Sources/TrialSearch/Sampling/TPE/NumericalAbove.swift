import Foundation

/// The density of the observations above in one numerical dimension, from 98 of them on: continuous, or
/// with so many steps that a table of them all would not pay. The probability of a value with steps is the
/// integral of the density over its interval, by `IntervalRule`.
///
/// Nearly all kernels have the least width then, a hundredth of the range, and their weights rise
/// linearly with their rank: those are summed by a `MomentTable`. The wider ones, the latest 25, whose
/// weight is 1, and the kernel over all are summed one by one.
struct NumericalAbove: AboveColumn {
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
    moments.settle(start: weights.rampStart, step: weights.rampStep)
  }

  func densities(at numbers: [Double], _ weights: AboveWeights) -> [Double] {
    let direct = directKernels(weights)
    let total = (2 * Double.pi).squareRoot() * (weights.sum + priorWeight)
    func density(_ position: Double) -> Double {
      (moments.sum(at: position) / neighbours.minSigma + direct.sum(at: position)) / total
    }
    guard axis.range.step != nil else { return numbers.map { density(axis.range.scaled($0)) } }
    var known: [Double: Double] = [:]
    return numbers.map { number in
      if let density = known[number] { return density }
      let points = IntervalRule.points(axis.interval(of: number), sigma: neighbours.minSigma)
      let sum = points.reduce(0) { $0 + $1.weight * density($1.position) }
      known[number] = sum
      return sum
    }
  }

  /// The kernels that the table does not hold.
  private func directKernels(_ weights: AboveWeights) -> DirectKernels {
    var kernels = DirectKernels()
    kernels.append(
      mean: axis.centre, sigma: axis.extent,
      height: priorWeight / axis.extent / axis.mass(mean: axis.centre, sigma: axis.extent))
    func append(_ place: Int) {
      let sigma = neighbours.sigmas[place]
      kernels.append(
        mean: neighbours.positions[place], sigma: sigma,
        height: weights.values[place] * neighbours.heights[place] / sigma)
    }
    for place in neighbours.wide { append(Int(place)) }
    // The latest, among which there may be some that are below.
    for place in weights.ranks.indices.reversed() {
      let rank = Int(weights.ranks[place])
      if rank >= 0, rank < weights.firstFlatRank { break }
      if neighbours.isNarrow(place) { append(place) }
    }
    return kernels
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
