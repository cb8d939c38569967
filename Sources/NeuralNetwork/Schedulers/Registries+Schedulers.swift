import NamedSettings

extension Registries {
  /// The schedulers of `torch.optim.lr_scheduler`.
  public static let schedulers = Registry<any Scheduler>(
    "scheduler",
    [
      "StepLR": RuleScheduler<StepLR>.init,
      "MultiStepLR": RuleScheduler<MultiStepLR>.init,
      "ConstantLR": RuleScheduler<ConstantLR>.init,
      "LinearLR": RuleScheduler<LinearLR>.init,
      "ExponentialLR": RuleScheduler<ExponentialLR>.init,
      "PolynomialLR": RuleScheduler<PolynomialLR>.init,
      "CosineAnnealingLR": RuleScheduler<CosineAnnealingLR>.init,
      "CosineAnnealingWarmRestarts": RuleScheduler<CosineAnnealingWarmRestarts>.init,
      "CyclicLR": RuleScheduler<CyclicLR>.init,
      "OneCycleLR": RuleScheduler<OneCycleLR>.init,
      "ReduceLROnPlateau": ReduceLROnPlateau.init,
    ])
}
