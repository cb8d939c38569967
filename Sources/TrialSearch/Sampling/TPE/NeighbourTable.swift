/// The widths of the kernels of one dimension, each by its neighbours' distance, kept up to date as
/// observations come and go: see `ParzenAxis.sigma`.
struct NeighbourTable: Sendable {
  private let axis: ParzenAxis
  private let options: ParzenOptions
  /// The least width, for 98 observations or more.
  let minSigma: Double
  /// By place, the place being that in the order of the variants' numbers.
  private(set) var positions: [Double] = []
  /// By place; 0 for those that are not above.
  private(set) var sigmas: [Double] = []
  /// What a kernel is multiplied by for being cut off at the edges, by place.
  private(set) var heights: [Double] = []
  /// The places of the kernels wider than the least width, increasing.
  private(set) var wide: [Int32] = []
  /// The places by position, equals by place.
  private var order: [Int32] = []

  init(_ axis: ParzenAxis, _ options: ParzenOptions) {
    self.axis = axis
    self.options = options
    minSigma = axis.minSigma(98, options)
  }

  /// Whether the observation at a place is above and has the least width.
  func isNarrow(_ place: Int) -> Bool { sigmas[place] == minSigma }

  mutating func insert(_ place: Int, position: Double) {
    let isLast = place == positions.count
    positions.insert(position, at: place)
    sigmas.insert(0, at: place)
    heights.insert(0, at: place)
    if !isLast { shift(from: place, by: 1) }
  }

  mutating func remove(_ place: Int) {
    positions.remove(at: place)
    sigmas.remove(at: place)
    heights.remove(at: place)
    shift(from: place, by: -1)
  }

  /// Makes the one at `place` count. Returns the places whose widths have changed.
  mutating func enter(_ place: Int) -> [Int] {
    let index = orderIndex(of: place)
    order.insert(Int32(place), at: index)
    return [index, index - 1, index + 1].compactMap { renew($0) }
  }

  /// The opposite of `enter`.
  mutating func leave(_ place: Int) -> [Int] {
    let index = orderIndex(of: place)
    order.remove(at: index)
    let old = setSigma(place, 0)
    return [old, renew(index - 1), renew(index)].compactMap { $0 }
  }

  private mutating func renew(_ index: Int) -> Int? {
    guard order.indices.contains(index) else { return nil }
    let place = Int(order[index])
    let sigma = axis.sigma(
      positions[place], left: index > 0 ? positions[Int(order[index - 1])] : nil,
      right: index + 1 < order.count ? positions[Int(order[index + 1])] : nil,
      count: max(order.count, 98), options)
    return setSigma(place, sigma)
  }

  private mutating func setSigma(_ place: Int, _ sigma: Double) -> Int? {
    let old = sigmas[place]
    guard sigma != old else { return nil }
    sigmas[place] = sigma
    heights[place] = sigma == 0 ? 0 : 1 / axis.mass(mean: positions[place], sigma: sigma)
    if (sigma > minSigma) != (old > minSigma) {
      let index = wide.partitioningIndex { $0 >= Int32(place) }
      if sigma > minSigma { wide.insert(Int32(place), at: index) } else { wide.remove(at: index) }
    }
    return place
  }

  private func orderIndex(of place: Int) -> Int {
    let position = positions[place]
    return order.partitioningIndex { other in
      let otherPosition = positions[Int(other)]
      return otherPosition > position || otherPosition == position && Int(other) >= place
    }
  }

  private mutating func shift(from place: Int, by step: Int32) {
    for index in order.indices where order[index] >= Int32(place) { order[index] += step }
    for index in wide.indices where wide[index] >= Int32(place) { wide[index] += step }
  }
}
