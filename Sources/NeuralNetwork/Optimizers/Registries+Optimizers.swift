extension Registries {
  /// The optimizers of `torch.optim`.
  public static let optimizers = Registry<any Optimizer>(
    "optimizer",
    [
      "Adam": RuleOptimizer<Adam>.init,
      "AdamW": { settings throws(SettingError) in RuleOptimizer(try Adam.decoupled(&settings)) },
    ])
}
