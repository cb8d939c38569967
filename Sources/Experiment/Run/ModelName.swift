/// The names of the model files.
enum ModelName {
  /// The best model of the best trial.
  static let best = "best_model.pth"

  /// The best model of a trial.
  static func best(trial: Int) -> String { "best_model_trial\(trial).pth" }

  /// A trial as an epoch left it.
  static func checkpoint(trial: Int, epoch: Int) -> String {
    "checkpoint_trial\(trial)_epoch\(epoch).pth"
  }
}
