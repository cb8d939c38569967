import NamedSettings
import NeuralNetwork

@testable import Checkpoint

/// The contents of a checkpoint in the form of `expected.json`.
extension Checkpoint {
  var plainState: SettingValue {
    .array(stateDictionary.map { .array([.string($0.name), $0.tensor.plain]) })
  }
}

extension OptimizerState {
  var plain: SettingValue {
    var byParameter: [String: SettingValue] = [:]
    for (position, quantities) in entries {
      byParameter["\(position)"] = .array(
        quantities.map { name, entry in
          switch entry {
          case .tensor(let tensor): .array([.string(name), tensor.plain])
          case .value(let value): .array([.string(name), value.withRealNumbers])
          }
        })
    }
    return .object([
      "parameters": .real(Double(parameterCount)),
      "settings": .array(settings.map { .array([.string($0.name), $0.value.withRealNumbers]) }),
      "entries": .object(byParameter),
    ])
  }
}

extension Tensor {
  var plain: SettingValue {
    .object([
      "shape": .array(shape.map { .real(Double($0)) }),
      "values": .array(array.map { .real(Double($0)) }),
    ])
  }
}

extension SettingValue {
  var withRealNumbers: SettingValue {
    switch self {
    case .integer(let value): .real(Double(value))
    case .array(let elements): .array(elements.map(\.withRealNumbers))
    case .object(let items): .object(items.mapValues(\.withRealNumbers))
    case .null, .bool, .real, .string: self
    }
  }
}
