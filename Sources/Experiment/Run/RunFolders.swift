import Files
import Foundation
import TrialSearch

/// The two folders of a run: `save_dir/logs/NAME/STAMP` and `save_dir/models/NAME/STAMP`.
///
/// A running trial writes into hidden staging folders in both. When the run takes the trial into its
/// results, they are published by renaming; a trial that is not needed is discarded with them.
public struct RunFolders: Sendable, Equatable {
  /// Logs, results and TensorBoard events.
  public let logs: String
  /// Checkpoints and models.
  public let models: String

  /// The folders at the given paths.
  public init(logs: String, models: String) {
    self.logs = logs
    self.models = models
  }

  /// Makes both folders for a run that starts now.
  public static func create(saveFolder: String, name: String) throws(PosixError) -> RunFolders {
    let logs = try createLogs(saveFolder: saveFolder, name: name)
    let stamp = (logs as NSString).lastPathComponent
    let models = "\(saveFolder)/models/\(name)/\(stamp)"
    do { try Directory.create(models) } catch {
      try Directory.remove(logs)
      throw error
    }
    return RunFolders(logs: logs, models: models)
  }

  /// Makes the folder for the logs and results of what starts now; its path.
  static func createLogs(saveFolder: String, name: String) throws(PosixError) -> String {
    let parent = "\(saveFolder)/logs/\(name)"
    try Directory.create(parent)
    let stamp = LogClock.folderName()
    var path = "\(parent)/\(stamp)"
    var attempt = 0
    // Two runs may start in the same second.
    while try !Directory.createNew(path) {
      attempt += 1
      path = "\(parent)/\(stamp)_\(attempt)"
    }
    return path
  }

  /// The folder of a trial's logs and results, once it is published.
  func trial(_ trial: TrialID) -> String { "\(logs)/\(Self.name(trial))" }

  /// The folder where a running trial writes its logs and results.
  func stagedTrial(_ trial: TrialID) -> String { "\(logs)/.\(Self.name(trial))" }

  /// The folder where a running trial writes its models.
  func stagedModels(_ trial: TrialID) -> String { "\(models)/.\(Self.name(trial))" }

  /// Makes a trial's files durable and moves them to where they stay.
  func publish(_ trial: TrialID, modelFiles: [String]) throws(PosixError) {
    for folder in [stagedTrial(trial), stagedModels(trial)] { try Directory.syncFiles(in: folder) }
    try Directory.move(stagedTrial(trial), to: self.trial(trial))
    for file in modelFiles {
      try Directory.move("\(stagedModels(trial))/\(file)", to: "\(models)/\(file)")
    }
    try Directory.remove(stagedModels(trial))
  }

  /// Removes the files of a trial that was published.
  func unpublish(_ trial: TrialID, modelFiles: [String]) throws(PosixError) {
    try Directory.remove(self.trial(trial))
    for file in modelFiles { try Directory.remove("\(models)/\(file)") }
  }

  /// Removes what a trial has written.
  func discard(_ trial: TrialID) throws(PosixError) {
    try Directory.remove(stagedTrial(trial))
    try Directory.remove(stagedModels(trial))
  }

  /// `trial_0002`, or in a search `variant_0007_trial_0002`.
  static func name(_ trial: TrialID) -> String {
    (trial.variant == 0 ? "" : "variant_\(padded(trial.variant))_")
      + "trial_\(padded(trial.restart))"
  }

  private static func padded(_ number: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
