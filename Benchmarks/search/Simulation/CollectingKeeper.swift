import Cluster
import Experiment
import TrialSearch

/// Keeps what the coordinator wants written down, in memory.
package final class CollectingKeeper: RunKeeping {
  /// The trials that count, in order; empty when nobody wants them.
  package private(set) var accepted: [(result: TrialResult, point: [Double], isBest: Bool)] = []
  /// The number of trials that count.
  package private(set) var acceptedCount = 0
  /// The number of trials that do not count.
  package private(set) var discardedCount = 0
  /// How many of them the end of the study's time cut off.
  package private(set) var cutOffCount = 0
  /// What the coordinator told of the restarts that were left; empty when nobody wants results.
  package private(set) var outlooks: [[Int: Int]] = []
  /// Whether the window left workers without work.
  package private(set) var windowHeld = false
  private let keepsResults: Bool

  /// A keeper; with `keepsResults` of the results, too.
  package init(keepsResults: Bool) { self.keepsResults = keepsResults }

  package func finish() {}

  package func note(_ note: RunNote) {
    switch note {
    case .epochs, .timeIsUp: break
    case .outlook(let restartsLeft, _): if keepsResults { outlooks.append(restartsLeft ?? [:]) }
    case .accepted(let result, let point, _, let isBest):
      acceptedCount += 1
      if keepsResults { accepted.append((result, point, isBest)) }
    case .discarded(_, let isCutOff):
      discardedCount += 1
      if isCutOff { cutOffCount += 1 }
    case .windowHolds: windowHeld = true
    }
  }
}
