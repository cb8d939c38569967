/// Reads a history for a pruner whose resources may go by the first complete variant.
struct ResourceReader: Sendable {
  /// Whether they do.
  let isAutomatic: Bool
  /// The complete variant with the lowest number; nil where resources are given.
  private(set) var first: FirstCompletion?
  private var cursor = HistoryCursor()

  init(isAutomatic: Bool) { self.isAutomatic = isAutomatic }

  /// Whether the variant competes: with automatic resources those up to the first complete one do not.
  func counts(_ number: Int) -> Bool { !isAutomatic || first.map { number > $0.number } ?? false }

  /// The records that are new and compete. `restarts` says that what was made of others, or for another
  /// first complete variant, has to be forgotten.
  mutating func advance(
    in history: SearchHistory, for problem: SearchProblem
  ) -> (records: [SearchRecord], restarts: Bool) {
    let (new, isOther) = cursor.advance(in: history, lowerIsBetter: problem.lowerIsBetter)
    var records = new
    var restarts = isOther
    if isOther { first = nil }
    if isAutomatic, let earliest = FirstCompletion.first(in: new),
      earliest.number < first?.number ?? .max
    {
      first = earliest
      records = history.ended[...]
      restarts = true
    }
    return (records.filter { counts($0.number) }, restarts)
  }
}
