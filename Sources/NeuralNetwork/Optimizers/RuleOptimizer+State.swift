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
        (name, .tensor(Tensor(shape: tensor.shape, values: tensor.array)))
      }
    }
    return OptimizerState(
      entries: entries, settings: rule.settings + scheduleSettings,
      parameterCount: parameters.count)
  }

  /// Takes over settings and memories, the learning rate among them; on an error nothing changes.
  ///
  /// Throws with the path of the first setting (`betas`) or entry (`state[3].exp_avg`) that does not fit.
  public func load(_ state: OptimizerState) throws(SettingError) {
    guard state.parameterCount == parameters.count else {
      throw SettingError(
        "params", "the state is of \(state.parameterCount) parameters, not of \(parameters.count)")
    }
    let restored = try restoredRule(from: state.settings)
    let loaded = try memories(from: state.entries, quantities: restored.quantities)
    rule = restored
    memories = loaded
    scheduleSettings = state.settings.filter { scheduleSettingNames.contains($0.name) }
  }

  private func restoredRule(
    from saved: [(name: String, value: SettingValue)]
  ) throws(SettingError) -> Rule {
    let names = rule.settings.map(\.name)
    var values: [String: SettingValue] = [:]
    for (name, value) in saved where !scheduleSettingNames.contains(name) {
      guard names.contains(name) else {
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
    var settings = Settings(values)
    let restored = try rule.restored(from: &settings)
    try settings.finish()
    return restored
  }

  private func memories(
    from saved: [Int: [(name: String, entry: OptimizerState.Entry)]],
    quantities: [RememberedQuantity]
  ) throws(SettingError) -> [ParameterMemory] {
    if let index = saved.keys.sorted().first(where: { !parameters.indices.contains($0) }) {
      throw SettingError("state[\(index)]", "there are only \(parameters.count) parameters")
    }
    var memories: [ParameterMemory] = []
    for (index, parameter) in parameters.enumerated() {
      do {
        memories.append(
          try memory(from: saved[index] ?? [], quantities: quantities, for: parameter))
      } catch {
        throw error.prefixed("state[\(index)]")
      }
    }
    return memories
  }

  /// An entry that is null, as older versions of PyTorch save SGD's unused buffer, counts as absent.
  private func memory(
    from saved: [(name: String, entry: OptimizerState.Entry)], quantities: [RememberedQuantity],
    for parameter: Parameter
  ) throws(SettingError) -> ParameterMemory {
    let saved = saved.filter { if case .value(.null) = $0.entry { false } else { true } }
    if saved.isEmpty { return ParameterMemory() }
    for (name, _) in saved where !quantities.contains(where: { $0.name == name }) {
      throw SettingError(
        name,
        "\(rule.name) does not remember it "
          + "(valid: \(quantities.map(\.name).joined(separator: ", ")))")
    }
    var entries: [(name: String, tensor: Tensor)] = []
    for quantity in quantities {
      guard let entry = saved.first(where: { $0.name == quantity.name })?.entry else {
        throw SettingError(quantity.name, "is missing, \(rule.name) needs it")
      }
      entries.append((quantity.name, try entry.tensor(of: quantity, for: parameter)))
    }
    return ParameterMemory(entries)
  }
}

extension OptimizerState.Entry {
  /// A copy of the entry with the quantity's shape; a scalar one may be a number or have one element.
  fileprivate func tensor(
    of quantity: RememberedQuantity, for parameter: Parameter
  ) throws(SettingError) -> Tensor {
    let shape = quantity.shape(for: parameter)
    switch self {
    case .tensor(let tensor):
      guard tensor.shape == shape || quantity.isScalar && tensor.count == 1 else {
        throw SettingError(
          quantity.name, "the state has shape \(tensor.shape), \(parameter.name) has \(shape)")
      }
      return Tensor(shape: shape, values: tensor.array)
    case .value(let value):
      guard quantity.isScalar, let number = value.asReal else {
        throw SettingError(
          quantity.name, "expected a tensor of shape \(shape), found \(value.kind)")
      }
      return Tensor(shape: shape, values: [Float(number)])
    }
  }
}
