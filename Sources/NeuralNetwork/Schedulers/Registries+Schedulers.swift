extension Registries {
  /// The schedulers of `torch.optim.lr_scheduler`.
  public static let schedulers = Registry<any Scheduler>(
    "scheduler",
    [
      "StepLR": RuleScheduler<StepLR>.init
    ])
}
