import Files

/// Says on standard error how far the work is, once a second at most.
struct Progress {
  private let total: Int
  private var lastReport = ContinuousClock.now

  init(total: Int) { self.total = total }

  mutating func report(_ done: Int) {
    let now = ContinuousClock.now
    guard now - lastReport >= .seconds(1) else { return }
    lastReport = now
    Console.write("\(done) of \(total) samples, \(100 * done / total)%\n", to: .error)
  }
}
