import NamedSettings
import NeuralNetwork
import RandomStreams
import Testing

/// What PyTorch computed for one layer, from `layers.json`.
struct LayerCase: Decodable, CustomTestStringConvertible {
  struct Named: Decodable {
    let name: String
    let shape: [Int]
    let values: [Float]
  }

  let type: String
  let args: [String: GoldenSetting]
  let inputShape: [Int]
  let samples: Int
  let outputShape: [Int]
  let output: [Float]
  let inputGradient: [Float]
  let parameters: [Named]
  let buffers: [Named]
  let evaluation: [Float]

  static let all: [LayerCase] = (try? Fixture.decode([LayerCase].self, "layers.json")) ?? []

  var testDescription: String { "\(type) \(args.mapValues(\.value)) of \(inputShape)" }
  var input: Tensor { pattern([samples] + inputShape, seed: 0) }
  var outputGradient: Tensor { pattern([samples] + outputShape, seed: 5) }

  /// The layer, its parameters filled as the script does.
  func layer() throws -> any Layer {
    let definition = try Registries.layers.make(type: type, args: args.mapValues(\.value))
    let layer = try definition.layer(named: "it", inputShape: inputShape)
    var random = RandomStream(RandomKey(seed: 1, purpose: .weights))
    layer.resetParameters(&random)
    for (index, parameter) in layer.parameters.enumerated() {
      parameter.fill(pattern(parameter.shape, seed: index + 1, scale: 0.25))
    }
    return layer
  }

  /// A training pass; its key matters to no layer here.
  static let training = ForwardPass.training(RandomKey(seed: 1, purpose: .dropout))
}
