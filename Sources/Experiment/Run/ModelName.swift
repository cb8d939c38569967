import TrialSearch

/// The names of the model files.
enum ModelName {
  /// The best model of the best trial.
  static let best = "best_model.pth"

  /// The best model of a trial.
  static func best(_ trial: TrialID) -> String { "best_model_\(suffix(trial)).pth" }

  /// A trial as an epoch left it.
  static func checkpoint(_ trial: TrialID, epoch: Int) -> String {
    "checkpoint_\(suffix(trial))_epoch\(epoch).pth"
  }

  private static func suffix(_ trial: TrialID) -> String {
    (trial.variant == 0 ? "" : "variant\(trial.variant)_") + "trial\(trial.restart)"
  }
}
