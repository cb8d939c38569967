import Experiment
import TrialSearch

/// Something that the coordinator has to write down.
package enum RunNote: Sendable {
  /// Epochs of a trial that certainly counts.
  case epochs(TrialID, [EpochRecord])
  /// A trial that counts.
  case accepted(TrialResult, point: [Double], worker: Int, isBest: Bool)
  /// What there is to do after the trials that were accepted: see `Study.restartsLeft`.
  case outlook(restartsLeft: [Int: Int]?, mayEndEarly: Bool)
  /// A trial that does not count: the study's end cut it off, or else it is not needed.
  case discarded(TrialID, isCutOff: Bool)
  /// That the study's time is up.
  case timeIsUp
  /// That the window leaves workers without work.
  case windowHolds(variant: Int, waitsFor: Int, idleWorkers: Int)
}

/// Who writes down what the coordinator knows.
package protocol RunKeeping {
  /// Takes a note, without waiting for the disk. Throws when an earlier one could not be written.
  func note(_ note: RunNote) throws
  /// Waits until all notes are written. Throws when one could not be.
  func finish() throws
}
