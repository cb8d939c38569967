import NamedSettings
import NeuralNetwork
import RandomStreams
import Testing

/// What PyTorch computed for one model, from `models.json`.
struct ModelCase: Decodable, CustomTestStringConvertible {
  struct Gradient: Decodable {
    let name: String
    let shape: [Int]
    /// `values` are every so many elements.
    let step: Int
    let values: [Float]
    let length: Double
  }
  struct Entry: Decodable {
    let name: String
    let shape: [Int]
  }

  let type: String
  let args: [String: GoldenSetting]
  let inputShape: [Int]
  let samples: Int
  let output: [Float]
  let parameters: [Gradient]
  let state: [Entry]

  static let all: [ModelCase] = (try? Fixture.decode([ModelCase].self, "models.json")) ?? []

  var testDescription: String { "\(type) of \(inputShape)" }

  /// The network, its parameters filled as the script does.
  func network() throws -> Network {
    let network = try Network(
      Registries.models.make(type: type, args: args.mapValues(\.value)))
    for named in network.layers {
      var random = RandomStream(RandomKey(seed: 1, purpose: .weights))
      named.layer.resetParameters(&random)
    }
    for (index, (_, parameter)) in network.parameters.enumerated() {
      parameter.fill(pattern(parameter.shape, seed: index + 1, scale: 0.05))
    }
    return network
  }
}
