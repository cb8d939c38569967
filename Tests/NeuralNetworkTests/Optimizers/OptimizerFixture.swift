import NamedSettings
import NeuralNetwork

/// What `make_optimizers.py` writes.
struct OptimizerFixture: Decodable {
  struct Entry: Decodable {
    let name: String
    let shape: [Int]
    let values: [Float]
  }

  struct State: Decodable {
    let settings: [[JSONValue]]
    let entries: [[Entry]]

    var optimizerState: OptimizerState {
      OptimizerState(
        entries: Dictionary(
          uniqueKeysWithValues: entries.enumerated().filter { !$1.isEmpty }.map { index, entries in
            (index, entries.map { ($0.name, .tensor(Tensor(shape: $0.shape, values: $0.values))) })
          }),
        settings: settings.map { setting in
          guard case .string(let name) = setting[0].setting else { return ("", .null) }
          return (name, setting[1].setting)
        },
        parameterCount: entries.count)
    }
  }

  struct Case: Decodable {
    let name: String
    let args: [String: JSONValue]
    let parameters: [Int: [[Float]]]
    let states: [Int: State]

    func optimizer() throws -> any Optimizer {
      try Registries.optimizers.make(type: name, args: args.mapValues(\.setting))
    }

    func state(_ step: Int) -> OptimizerState? { states[step]?.optimizerState }
  }

  let shapes: [[Int]]
  let initial: [[Float]]
  let gradients: [[[Float]]]
  let cases: [Case]

  static func read() throws -> OptimizerFixture {
    try Fixture.decode(OptimizerFixture.self, "optimizers.json")
  }

  /// Parameters with the given values.
  func parameters(_ values: [[Float]]) -> [Parameter] {
    zip(shapes, values).enumerated().map { index, pair in
      let parameter = Parameter(name: "parameter\(index)", shape: pair.0)
      for (position, value) in pair.1.enumerated() { parameter.value[position] = value }
      return parameter
    }
  }

  /// Sets the gradients of a step, from 1, and makes it.
  func step(_ number: Int, _ optimizer: any Optimizer, _ parameters: [Parameter]) {
    for (parameter, gradient) in zip(parameters, gradients[number - 1]) {
      for (position, value) in gradient.enumerated() { parameter.gradient[position] = value }
    }
    optimizer.step()
  }
}
