/// How far a strategy has read a history, so that it reads on where it stopped.
struct HistoryCursor: Sendable {
  private var count = 0
  private var fingerprint: Int? = 0

  /// The ended records of `history` that are new. `restarts` says that the ones read before are not in
  /// it, and that what was derived from them has to be forgotten.
  mutating func advance(
    in history: SearchHistory
  ) -> (records: ArraySlice<SearchRecord>, restarts: Bool) {
    let restarts = history.fingerprint(of: count) != fingerprint
    let records = history.ended[(restarts ? 0 : count)...]
    count = history.ended.count
    fingerprint = history.fingerprint(of: count)
    return (records, restarts)
  }
}
