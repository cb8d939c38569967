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

  /// The weights of observations that are above or not.
  init(_ isAbove: [Bool] = []) {
    let count = isAbove.count { $0 }
    self.count = count
    values.reserveCapacity(isAbove.count)
    ranks.reserveCapacity(isAbove.count)
    let start = 1 / Double(count)
    let step = count > 26 ? ParzenOptions.rampStep(of: count) : 0
    var rank = 0
    for isAbove in isAbove {
      guard isAbove else {
        values.append(0)
        ranks.append(-1)
        continue
      }
      values.append(rank >= count - 25 ? 1 : start + Double(rank) * step)
      ranks.append(Int32(rank))
      rank += 1
    }
  }
}
