import NamedSettings
import NeuralNetwork

extension CheckpointContent {
  /// The optimizer's state; nil when there is none, or it is not that of one parameter group.
  mutating func optimizer() throws(ContentError) -> OptimizerState? {
    let value = document.value(document.root, CheckpointKey.optimizer)
    guard let state = document.items(document.value(value, "state")),
      let groups = document.sequence(document.value(value, "param_groups")),
      groups.count == 1, let group = document.items(groups[0]),
      let identifiers = document.integers(document.value(groups[0], "params"))
    else { return nil }

    // Files of old versions number the parameters by their addresses: only the order in `params`
    // counts.
    var positions: [Int: Int] = [:]
    for (position, identifier) in identifiers.enumerated() { positions[identifier] = position }
    var entries: [Int: [(name: String, entry: OptimizerState.Entry)]] = [:]
    for item in state {
      guard let identifier = item.key.integer, let position = positions[identifier],
        let quantities = document.items(item.value)
      else { throw ContentError("its optimizer has state of a parameter that is in no group") }
      try converter.spend(quantities.count)
      entries[position] = try optimizerEntries(quantities)
    }
    return OptimizerState(
      entries: entries, settings: try optimizerSettings(group),
      parameterCount: identifiers.count)
  }

  /// What is neither a tensor nor a number is nothing that an optimizer here remembers, and is left
  /// out.
  private mutating func optimizerEntries(
    _ items: [PickleDocument.Item]
  ) throws(ContentError) -> [(name: String, entry: OptimizerState.Entry)] {
    var entries: [(name: String, entry: OptimizerState.Entry)] = []
    for item in items {
      guard let name = item.key.string else { continue }
      if case .tensor(let index) = item.value {
        entries.append((name, .tensor(try decoder.decode(document.tensors[index]))))
      } else if let setting = try converter.convertScalar(item.value) {
        entries.append((name, .value(setting)))
      }
    }
    return entries
  }

  /// The group's settings. A learning rate may be a tensor of one element; what is not plain data,
  /// is nothing that an optimizer here knows, and is left out.
  private mutating func optimizerSettings(
    _ group: [PickleDocument.Item]
  ) throws(ContentError) -> [(name: String, value: SettingValue)] {
    var settings: [(name: String, value: SettingValue)] = []
    for item in group {
      guard let name = item.key.string, name != "params" else { continue }
      if item.value.isTensor {
        if let number = try number(item.value) { settings.append((name, .real(number))) }
      } else if let setting = try converter.convert(item.value) {
        settings.append((name, setting))
      }
    }
    return settings
  }
}
