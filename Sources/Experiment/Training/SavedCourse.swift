import Checkpoint
import NamedSettings
import NeuralNetwork

/// What a checkpoint keeps of a trial's course, so that the trial, resumed, stops and wins as it
/// would have without interruption.
struct SavedCourse {
  /// The trial: 1 in other programs' checkpoints.
  var trial: Int
  /// The latest epoch.
  var epoch: Int
  /// The best epoch so far, if any: in other programs' checkpoints, which do not tell, the latest.
  var best: TrialCourse.Best?
  /// The epochs since then.
  var epochsWithoutImprovement: Int

  /// The course of a trial so far.
  init(trial: Int, epoch: Int, best: TrialCourse.Best?, epochsWithoutImprovement: Int) {
    self.trial = trial
    self.epoch = epoch
    self.best = best
    self.epochsWithoutImprovement = epochsWithoutImprovement
  }

  /// Reads a checkpoint. The losses of the best epoch are empty when it does not tell them.
  init(_ checkpoint: Checkpoint) throws(SettingError) {
    var settings = Settings(checkpoint.course ?? [:])
    epoch = checkpoint.epoch
    do {
      trial = try settings.integer("trial", default: 1, in: 1...99_999)
      epochsWithoutImprovement = try settings.integer(
        "epochs_without_improvement", default: 0, in: Checkpoint.epochs)
      let bestEpoch = try settings.integer("best_epoch", default: epoch, in: Checkpoint.epochs)
      let losses = try settings.reals("best_losses", default: [])
      if let metric = checkpoint.monitorBest, metric.isFinite {
        best = TrialCourse.Best(epoch: bestEpoch, metric: metric, losses: losses)
      }
    } catch {
      throw error.prefixed("course")
    }
  }

  /// The same as a checkpoint's `course` keeps it; the rest has keys of its own there.
  var settings: [String: SettingValue] {
    [
      "trial": .integer(trial), "best_epoch": .integer(best?.epoch ?? 0),
      "best_losses": .array((best?.losses ?? []).map(SettingValue.real)),
      "epochs_without_improvement": .integer(epochsWithoutImprovement),
    ]
  }
}
