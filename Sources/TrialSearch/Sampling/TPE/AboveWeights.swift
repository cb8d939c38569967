/// The weights of the observations that are above, by place; those below weigh nothing.
struct AboveWeights: Sendable {
  /// The weights.
  private(set) var values: [Double] = []
  /// The rank of each among those above; -1 for those below.
  private(set) var ranks: [Int32] = []
  /// How many are above.
  private(set) var count = 0
  /// The sum of the weights.
  var sum: Double { ParzenOptions.weightSum(of: count) }
  /// From this rank on the weight is 1.
  var firstFlatRank: Int { count - 25 }
  /// The weight below that rank is `rampStart` + rank x `rampStep`.
  var rampStart: Double { 1 / Double(count) }
  /// See `rampStart`.
  var rampStep: Double { ParzenOptions.rampStep(of: count) }

  /// The weights of `entries`.
  init(_ entries: [TPEObservations.Entry] = []) {
    count = entries.reduce(0) { $0 + ($1.isAbove ? 1 : 0) }
    values.reserveCapacity(entries.count)
    ranks.reserveCapacity(entries.count)
    var rank = 0
    for entry in entries {
      values.append(entry.isAbove ? ParzenOptions.weight(rank, of: count) : 0)
      ranks.append(entry.isAbove ? Int32(rank) : -1)
      if entry.isAbove { rank += 1 }
    }
  }
}
