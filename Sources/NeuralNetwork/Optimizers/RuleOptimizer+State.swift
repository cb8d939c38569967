import NamedSettings

/// What schedulers of PyTorch and of this package add to the saved group.
private let scheduleSettingNames: Set = [
  "initial_lr", "max_lr", "min_lr", "max_momentum", "base_momentum",
]

/// Settings that older versions of PyTorch did not save, and whose default is what those versions did.
private let laterSettingNames: Set = [
  "maximize", "foreach", "capturable", "differentiable", "fused", "decoupled_weight_decay",
]

extension RuleOptimizer {
  /// A copy of the state; parameters without a step yet have no entry.
  public var state: OptimizerState {
    var entries: [Int: [(name: String, entry: OptimizerState.Entry)]] = [:]
    for (index, memory) in memories.enumerated() where !memory.entries.isEmpty {
      entries[index] = memory.entries.map { name, tensor in
        (name, .tensor(tensor.copy))
      }
    }
    return OptimizerState(
      entries: entries, settings: rule.settings + scheduleSettings,
      parameterCount: parameters.count)
  }

  /// Takes over settings and memories, the learning rate among them; on an error nothing changes.
  ///
  /// A scheduler may have left a rate or a momentum that no configuration may name, such as one a
  /// rounding error below 0: they are taken as they are. Settings that no optimizer has, such as a
  /// user's name of the group, are passed over.
  ///
  /// Throws with the path of the first setting (`betas`) or entry (`state[3].exp_avg`) that does not fit.
  public func load(_ state: OptimizerState) throws(SettingError) {
    guard state.parameterCount == parameters.count else {
      throw SettingError(
        "params", "the state is of \(state.parameterCount) parameters, not of \(parameters.count)")
    }
    try checkNames(state.settings.first { $0.name == "param_names" }?.value)
    let restored = try restoredRule(from: state.settings)
    let loaded = try memories(from: state.entries, of: restored)
    rule = restored
    memories = loaded
    scheduleSettings = state.settings.filter { scheduleSettingNames.contains($0.name) }
  }

  /// An optimizer that was made from `named_parameters()` saves these names.
  private func checkNames(_ value: SettingValue?) throws(SettingError) {
    guard case .array(let names) = value, names.count == parameters.count else { return }
    for (index, (name, parameter)) in zip(names, parameters).enumerated() {
      guard case .string(let name) = name, name.withoutWrappers != parameter.name else { continue }
      throw SettingError(
        "param_names[\(index)]", "the state has \"\(name)\", the model \"\(parameter.name)\"")
    }
  }

  private func restoredRule(
    from saved: [(name: String, value: SettingValue)]
  ) throws(SettingError) -> Rule {
    let names = rule.settings.map(\.name)
    let known = Registries.optimizers.settingNames
    var values: [String: SettingValue] = [:]
    for (name, value) in saved where !scheduleSettingNames.contains(name) {
      guard names.contains(name) else {
        // A setting of the user's own.
        guard known.contains(name) else { continue }
        throw SettingError(
          name,
          "\(rule.name) has no such setting, the state is another optimizer's "
            + "(valid: \(names.joined(separator: ", ")))")
      }
      values[name] = value
    }
    for name in names where values[name] == nil && !laterSettingNames.contains(name) {
      throw SettingError(name, "\(rule.name) needs it, the state is another optimizer's")
    }
    let scheduled = try takeScheduled(from: &values)
    var settings = Settings(values)
    var restored = try configured.restored(from: &settings)
    try settings.finish()
    restored.learningRate = scheduled.rate ?? restored.learningRate
    restored.momentum = scheduled.momentum ?? restored.momentum
    return restored
  }

  /// The saved rate and momentum, or first beta; in `values` the configured ones take their place.
  private func takeScheduled(
    from values: inout [String: SettingValue]
  ) throws(SettingError) -> (rate: Double?, momentum: Double?) {
    let own = Dictionary(configured.settings.map { ($0.name, $0.value) }) { $1 }
    func number(_ value: SettingValue?, _ name: String) throws(SettingError) -> Double? {
      guard let value else { return nil }
      guard let number = value.asReal, number.isFinite else {
        throw SettingError(name, "expected a finite number, found \(value)")
      }
      return number
    }
    let rate = try number(values["lr"], "lr")
    values["lr"] = own["lr"]
    guard rule.momentum != nil else { return (rate, nil) }
    if values["momentum"] != nil {
      let momentum = try number(values["momentum"], "momentum")
      values["momentum"] = own["momentum"]
      return (rate, momentum)
    }
    guard case .array(let betas) = values["betas"], case .array(let ownBetas) = own["betas"],
      betas.count == ownBetas.count
    else { return (rate, nil) }
    values["betas"] = .array(Array(ownBetas.prefix(1)) + betas.dropFirst())
    return (rate, try number(betas.first, "betas[0]"))
  }
}
