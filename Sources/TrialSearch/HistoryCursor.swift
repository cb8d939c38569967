/// How far a strategy has read a history, so that it reads on where it stopped.
struct HistoryCursor: Sendable {
  private var count = 0
  private var fingerprint: Int?
  private var lowerIsBetter: Bool?

  /// The ended records of `history` that are new. `restarts` says that all of them are, and that what was
  /// derived from others, or for the other direction, has to be forgotten.
  mutating func advance(
    in history: SearchHistory, lowerIsBetter: Bool
  ) -> (records: ArraySlice<SearchRecord>, restarts: Bool) {
    let restarts =
      lowerIsBetter != self.lowerIsBetter || history.fingerprint(of: count) != fingerprint
    let records = history.ended[(restarts ? 0 : count)...]
    count = history.ended.count
    fingerprint = history.fingerprint(of: count)
    self.lowerIsBetter = lowerIsBetter
    return (records, restarts)
  }
}
