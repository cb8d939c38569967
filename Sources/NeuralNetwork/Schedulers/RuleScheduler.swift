import NamedSettings

/// A scheduler made of a rule: it counts the epochs and changes the optimizer.
public final class RuleScheduler<Rule: ScheduleRule>: Scheduler {
  private let rule: Rule
  private var optimizer: (any Optimizer)?
  private var epoch = 0
  private var base = 0.0

  /// A scheduler that follows `rule`.
  public init(_ rule: Rule) { self.rule = rule }

  /// Reads the rule from a configuration's keyword arguments.
  public convenience init(_ settings: inout Settings) throws(SettingError) {
    try settings.skipSchedulerArguments()
    self.init(try Rule(&settings))
  }

  /// See `Scheduler`.
  public var epochLimit: Int? { rule.epochLimit }

  /// See `Scheduler`.
  public func attach(_ optimizer: any Optimizer) throws(SettingError) {
    base = try rule.start(optimizer)
    self.optimizer = optimizer
    epoch = 0
    update()
  }

  /// See `Scheduler`.
  public func step(metric: Double) {
    epoch += 1
    update()
  }

  private func update() {
    guard let optimizer else { preconditionFailure("attach an optimizer first") }
    optimizer.learningRate = rule.learningRate(
      epoch: epoch, current: optimizer.learningRate, base: base)
    if let momentum = rule.momentum(epoch: epoch) { optimizer.momentum = momentum }
  }

  /// See `Scheduler`.
  public var state: [String: SettingValue] {
    let shared: [String: SettingValue] = [
      "base_lrs": .array([.real(base)]), "last_epoch": .integer(epoch),
      "_step_count": .integer(epoch + 1), "_is_initial": .bool(false),
      "_get_lr_called_within_step": .bool(false),
      "_last_lr": .array([.real(optimizer?.learningRate ?? base)]),
    ]
    return shared.merging(rule.state(epoch: epoch)) { _, own in own }
  }

  /// See `Scheduler`. Throws when the state is of another rule or of the same with other settings.
  public func load(_ state: [String: SettingValue]) throws(SettingError) {
    let epoch = try state.lastEpoch()
    if state.count > 1 {
      try state.requireSettings(rule.state(epoch: epoch))
      try rule.check(state)
    }
    if let rates = state["base_lrs"] {
      guard case .array(let rates) = rates, rates.count == 1, let rate = rates[0].asReal else {
        throw SettingError("base_lrs", "expected a list of one number")
      }
      base = rate
    }
    self.epoch = epoch
  }
}
