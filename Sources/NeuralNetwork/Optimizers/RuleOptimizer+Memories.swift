import NamedSettings

extension RuleOptimizer {
  /// What a saved state remembers of each parameter, for a rule that goes on from it.
  func memories(
    from saved: [Int: [(name: String, entry: OptimizerState.Entry)]], of restored: Rule
  ) throws(SettingError) -> [ParameterMemory] {
    // What a rule remembers of the momentum is there since the first step that had one, whatever a
    // scheduler has made of it by now.
    var (moved, still) = (restored, restored)
    (moved.momentum, still.momentum) = (1, 0)
    if let index = saved.keys.sorted().first(where: { !parameters.indices.contains($0) }) {
      throw SettingError("state[\(index)]", "there are only \(parameters.count) parameters")
    }
    var memories: [ParameterMemory] = []
    for (index, parameter) in parameters.enumerated() {
      do {
        memories.append(
          try memory(
            from: saved[index] ?? [], quantities: moved.quantities, needed: still.quantities,
            for: parameter))
      } catch {
        throw error.prefixed("state[\(index)]")
      }
    }
    return memories
  }

  /// An entry that is null, as older versions of PyTorch save SGD's unused buffer, counts as absent.
  private func memory(
    from saved: [(name: String, entry: OptimizerState.Entry)], quantities: [RememberedQuantity],
    needed: [RememberedQuantity], for parameter: Parameter
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
        guard needed.contains(where: { $0.name == quantity.name }) else { continue }
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
