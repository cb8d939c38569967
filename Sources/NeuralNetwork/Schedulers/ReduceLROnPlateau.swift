import NamedSettings

/// Multiplies the learning rate by `factor` once the monitored metric has not improved for more than `patience` epochs:
/// `torch.optim.lr_scheduler.ReduceLROnPlateau`.
public final class ReduceLROnPlateau: Scheduler {
  private let highest: Bool
  private let factor: Double
  private let patience: Int
  private let threshold: Double
  private let relative: Bool
  private let cooldown: Int
  private let minimum: Double
  private let smallestChange: Double

  private var optimizer: (any Optimizer)?
  private var epoch = 0
  private var best: Double
  private var cooldownLeft = 0
  private var badEpochs = 0

  /// Reads `mode` ("min" or "max"), `factor` (0.1), `patience` (10), `threshold` (0.0001), `threshold_mode` ("rel" or
  /// "abs"), `cooldown` (0), `min_lr` (0) and `eps` (1e-8), the smallest change that is made.
  public init(_ settings: inout Settings) throws(SettingError) {
    try settings.skipSchedulerArguments()
    highest =
      try settings.choice("mode", of: ["min", "max"], default: "min") == "max"
    factor = try settings.real("factor", default: 0.1, in: 0..<1)
    patience = try settings.integer("patience", default: 10, in: 0...)
    threshold = try settings.real("threshold", default: 1e-4, in: 0...)
    relative =
      try settings.choice("threshold_mode", of: ["rel", "abs"], default: "rel") == "rel"
    cooldown = try settings.integer("cooldown", default: 0, in: 0...)
    minimum = try settings.real("min_lr", default: 0, in: 0...)
    smallestChange = try settings.real("eps", default: 1e-8, in: 0...)
    best = highest ? -.infinity : .infinity
  }

  /// Whether `mode` is "max".
  public var higherIsBetter: Bool? { highest }

  /// See `Scheduler`. The first epoch has the optimizer's own rate.
  public func attach(_ optimizer: any Optimizer) throws(SettingError) {
    self.optimizer = optimizer
    (epoch, cooldownLeft, badEpochs) = (0, 0, 0)
    best = highest ? -.infinity : .infinity
  }

  /// See `Scheduler`.
  public func step(metric: Double) {
    epoch += 1
    if isBetter(metric) {
      best = metric
      badEpochs = 0
    } else {
      badEpochs += 1
    }
    if cooldownLeft > 0 {
      cooldownLeft -= 1
      badEpochs = 0
    }
    if badEpochs > patience {
      reduce()
      cooldownLeft = cooldown
      badEpochs = 0
    }
  }

  private func isBetter(_ metric: Double) -> Bool {
    switch (highest, relative) {
    case (false, true): metric < best * (1 - threshold)
    case (false, false): metric < best - threshold
    case (true, true): metric > best * (threshold + 1)
    case (true, false): metric > best + threshold
    }
  }

  private func reduce() {
    guard let optimizer else { preconditionFailure("attach an optimizer first") }
    let reduced = max(optimizer.learningRate * factor, minimum)
    if optimizer.learningRate - reduced > smallestChange { optimizer.learningRate = reduced }
  }

  /// See `Scheduler`.
  public var state: [String: SettingValue] {
    settings.merging([
      "last_epoch": .integer(epoch), "best": .real(best),
      "cooldown_counter": .integer(cooldownLeft),
      "num_bad_epochs": .integer(badEpochs),
      "_last_lr": .array([.real(optimizer?.learningRate ?? 0)]),
    ]) { $1 }
  }

  private var settings: [String: SettingValue] {
    [
      "factor": .real(factor), "default_min_lr": .real(minimum),
      "min_lrs": .array([.real(minimum)]), "patience": .integer(patience),
      "cooldown": .integer(cooldown), "eps": .real(smallestChange),
      "mode": .string(highest ? "max" : "min"),
      "mode_worse": .real(highest ? -.infinity : .infinity),
      "threshold": .real(threshold), "threshold_mode": .string(relative ? "rel" : "abs"),
    ]
  }

  /// See `Scheduler`. Of a state of `last_epoch` alone, the best metric is the next one.
  public func load(_ state: [String: SettingValue]) throws(SettingError) {
    let epoch = try state.lastEpoch()
    if state.count > 1 {
      try state.requireSettings(settings)
      guard let best = state["best"]?.asReal else {
        throw SettingError("best", "expected the best metric so far")
      }
      let cooldownLeft = try state.count("cooldown_counter")
      let badEpochs = try state.count("num_bad_epochs")
      (self.best, self.cooldownLeft, self.badEpochs) = (best, cooldownLeft, badEpochs)
    }
    self.epoch = epoch
  }
}
