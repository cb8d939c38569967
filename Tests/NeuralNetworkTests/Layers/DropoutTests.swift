import NamedSettings
import NeuralNetwork
import RandomStreams
import Testing

struct DropoutTests {
  private let input = pattern([4, 5, 10, 10], seed: 0)

  private func layer(_ probability: Double) throws -> any Layer {
    try Dropout(probability: probability).layer(named: "it", inputShape: [5, 10, 10])
  }

  private func training(_ batch: UInt32) -> ForwardPass {
    var key = RandomKey(seed: 1, purpose: .dropout)
    key.batch = batch
    return .training(key)
  }

  @Test func keptElementsAreScaledAndTheRestIsZero() throws {
    let output = try layer(0.2).forward(input, training(0)).array
    let kept = output.indices.filter { output[$0] != 0 }
    #expect(kept.allSatisfy { abs(output[$0] / input.buffer[$0] - 1.25) < 1e-6 })
    // 2000 draws: a standard deviation of 18.
    #expect(abs(kept.count - 1600) < 90)
  }

  @Test func theGradientPassesWhereTheElementDid() throws {
    let layer = try layer(0.5)
    let output = layer.forward(input, training(0)).array
    let ones = Tensor(shape: input.shape, values: Array(repeating: 1, count: input.count))
    let gradient = try #require(layer.backward(ones, input: input, needsInputGradient: true))
    #expect(gradient.array == output.map { $0 == 0 ? 0 : 2 })
  }

  @Test func evaluationChangesNothing() throws {
    let layer = try layer(0.5)
    #expect(layer.forward(input, .evaluation).array == input.array)
    let gradient = try #require(layer.backward(input, input: input, needsInputGradient: true))
    #expect(gradient.array == input.array)
  }

  @Test func theKeyTellsWhatIsDropped() throws {
    let layer = try layer(0.5)
    let first = layer.forward(input, training(3)).array
    #expect(layer.forward(input, training(4)).array != first)
    #expect(layer.forward(input, training(3)).array == first)
  }

  @Test func certaintyDropsEverythingOrNothing() throws {
    #expect(try layer(1).forward(input, training(0)).array.allSatisfy { $0 == 0 })
    #expect(try layer(0).forward(input, training(0)).array == input.array)
  }

  @Test func layersAndBatchesOfANetworkDrawApart() throws {
    let dropout = SettingValue.object(["type": .string("Dropout")])
    var settings = Settings([
      "input_shape": .array([.integer(1), .integer(32), .integer(32)]),
      "layers": .array([dropout, dropout, .object(["type": .string("Flatten")])]),
    ])
    let network = try Network(ModelSequential(&settings))
    let ones = Tensor(shape: [4, 1, 32, 32], values: Array(repeating: 1, count: 4096))
    let batches = (0..<2).map { network.forward(ones, training($0)).array }
    #expect(network.forward(ones, training(0)).array == batches[0])
    // Four independent draws of 1/2 for each of 4096 elements: 256 with a standard deviation of 16.
    let keptTwice = zip(batches[0], batches[1]).count { $0 != 0 && $1 != 0 }
    #expect(abs(keptTwice - 256) < 80)
  }
}
