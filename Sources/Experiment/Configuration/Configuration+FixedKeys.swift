import NamedSettings

/// Keys that all trials of a run share, so that their results stand in one table and one is the best.
extension Configuration {
  /// None of them may vary, nor anything below it.
  static let fixedKeys =
    [
      "name", "trials", "convergence", "n_gpu", "threads_per_rank", "max_memory", "check_data",
      "seed", "search", "resume_training", "infer", "metric", "test_data_loader",
    ] + fixedParts.map(\.key)

  /// What is said of them.
  static let fixedReason = "is the same for all trials of a run"

  /// Those within objects that may vary as a whole, and what a configuration has there.
  private static let fixedParts: [(key: String, value: @Sendable (Configuration) -> String)] = [
    ("trainer.save_dir", { "\"\($0.trainer.saveFolder)\"" }),
    ("trainer.verbosity", { "\($0.trainer.verbosity)" }),
    ("trainer.tensorboard", { "\($0.trainer.tensorBoard)" }),
    ("training_data_loader.args.filter_labels", { "\($0.training.labelColumns)" }),
    // Where there is no validation, the metric is that of the training pass: not to be compared with others.
    (
      "validation_data_loader.args.filter_labels",
      { $0.validation.map { "\($0.labelColumns)" } ?? "none" }
    ),
  ]

  /// Throws when a variant has another value than this configuration at a key that all trials share.
  func checkFixedKeys(of variant: Configuration) throws(SettingError) {
    for (key, value) in Self.fixedParts where value(self) != value(variant) {
      throw SettingError(
        key,
        "\(Self.fixedReason): the configuration has \(value(self)), the variant \(value(variant))")
    }
  }

  /// What to say of the value that made such an error; nil for another error.
  func fixedKeyReason(_ error: SettingError) -> String? {
    error.reason.hasPrefix(Self.fixedReason) ? "\(error.path) \(error.reason)" : nil
  }
}
