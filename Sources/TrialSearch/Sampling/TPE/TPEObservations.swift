/// The variants that the tree-structured Parzen estimator learns from, in the order of their numbers, and
/// which of them are the good ones.
struct TPEObservations: Sendable {
  /// What became of the observations since the last update, in this order.
  enum Change: Sendable {
    /// All are gone.
    case clear
    /// A new point, so far not above, is at this place; those from there on have moved up.
    case insert(Int, [Double])
    /// The one at this place is gone, and was not above; those after it have moved down.
    case remove(Int)
    /// The one at this place has become one of the others.
    case enterAbove(Int)
    /// The one at this place is one of the others no longer.
    case leaveAbove(Int)
  }

  /// One observation.
  struct Entry: Sendable {
    let number: Int
    /// The varied dimensions of the point.
    let point: [Double]
    var isRunning: Bool
  }

  /// The observations in the order of their numbers.
  private(set) var entries: [Entry] = []
  /// Whether each is not among the good ones.
  private(set) var isAbove: [Bool] = []
  /// How many have ended.
  var endedCount: Int { ranking.count }
  private var ranking: [TPEScore] = []
  private var belowNumbers: Set<Int> = []
  private var newNumbers: [Int] = []
  private var cursor = HistoryCursor()
  private var dimensions: [Int] = []

  /// The points of the good observations, or of the others, in the order of their numbers.
  func points(above: Bool) -> [[Double]] {
    isAbove.indices.lazy.filter { isAbove[$0] == above }.map { entries[$0].point }
  }

  /// Takes in what is new in `history`; the running ones count where `countsRunning`, all of them as bad,
  /// except the one with number `excluded`. Of the points only `dimensions` are kept.
  mutating func update(
    _ history: SearchHistory, lowerIsBetter: Bool, countsRunning: Bool, excluded: Int,
    dimensions: [Int]
  ) -> [Change] {
    self.dimensions = dimensions
    var changes: [Change] = []
    let (records, restarts) = cursor.advance(in: history, lowerIsBetter: lowerIsBetter)
    if restarts {
      (entries, isAbove, ranking, belowNumbers) = ([], [], [], [])
      changes.append(.clear)
    }
    if countsRunning { removeStale(history, excluded, &changes) }
    for record in records {
      guard let score = TPEScore(record, lowerIsBetter: lowerIsBetter) else {
        remove(record.number, &changes)
        continue
      }
      ranking.insert(score, at: ranking.partitioningIndex { score < $0 })
      insert(record, &changes)
    }
    if countsRunning {
      let running = history.running.values.filter { $0.number != excluded }
      for record in running.sorted(by: { $0.number < $1.number }) { insert(record, &changes) }
    }
    split(&changes)
    return changes
  }

  /// The good ones are a tenth of those that ended, at most 25.
  private mutating func split(_ changes: inout [Change]) {
    let count = min(Int((0.1 * Double(ranking.count)).rounded(.up)), 25)
    let below = Set(ranking.prefix(count).map(\.number))
    let candidates = below.union(belowNumbers).union(newNumbers)
    belowNumbers = below
    newNumbers = []
    for number in candidates.sorted() {
      let place = place(of: number)
      guard place < entries.count, entries[place].number == number else { continue }
      let isOther = !below.contains(number)
      guard isOther != isAbove[place] else { continue }
      isAbove[place] = isOther
      changes.append(isOther ? .enterAbove(place) : .leaveAbove(place))
    }
  }

  /// Takes out the running ones that no longer run, or whose turn it is to be asked for.
  private mutating func removeStale(
    _ history: SearchHistory, _ excluded: Int, _ changes: inout [Change]
  ) {
    for place in entries.indices.reversed() where entries[place].isRunning {
      let number = entries[place].number
      if number == excluded || history.running[number].map(variedPoint) != entries[place].point {
        remove(number, &changes)
      }
    }
  }

  private mutating func insert(_ record: SearchRecord, _ changes: inout [Change]) {
    let place = place(of: record.number)
    if place < entries.count, entries[place].number == record.number {
      if entries[place].isRunning { entries[place].isRunning = record.state == .running }
      return
    }
    let point = variedPoint(record)
    entries.insert(
      Entry(number: record.number, point: point, isRunning: record.state == .running), at: place)
    isAbove.insert(false, at: place)
    changes.append(.insert(place, point))
    newNumbers.append(record.number)
  }

  private mutating func remove(_ number: Int, _ changes: inout [Change]) {
    let place = place(of: number)
    guard place < entries.count, entries[place].number == number else { return }
    if isAbove[place] { changes.append(.leaveAbove(place)) }
    entries.remove(at: place)
    isAbove.remove(at: place)
    changes.append(.remove(place))
  }

  private func variedPoint(_ record: SearchRecord) -> [Double] {
    dimensions.map { record.point[$0] }
  }

  private func place(of number: Int) -> Int { entries.partitioningIndex { $0.number >= number } }
}
