import AllocationCounter
import NamedSettings
import NeuralNetwork
import RandomStreams
import Testing

@Suite struct TrainingStepMemoryTests {
  /// Whether this was compiled with optimization: without it Swift takes memory for much that needs none.
  private static let isOptimized = {
    #if DEBUG
      false
    #else
      true
    #endif
  }()

  @Test(
    .enabled(if: isOptimized, "only an optimized build is frugal: `make test` makes one"),
    arguments: ["Adam", "AdamW", "SGD", "RMSprop"], ["LossMSE", "LossMAE", "LossRMSE"])
  func stepsTakeNoMemoryAfterTheFirst(_ optimizerName: String, _ lossName: String) throws {
    let network = try Network(ModelConv(inputShape: [3, 32, 32], parameterCount: 2))
    network.initialize(InitializerKaiming(), key: RandomKey(seed: 1, purpose: .weights))
    let optimizer = try Registries.optimizers.make(type: optimizerName, args: ["lr": .real(1e-5)])
    optimizer.attach(network.parameters.map(\.parameter))
    let input = Tensor(shape: [4, 3, 32, 32])
    let target = Tensor(shape: [4, 2])
    let gradient = Tensor(shape: [4, 2])
    let loss = try Registries.losses.make(type: lossName, args: [:])
    var losses: [Double] = []
    let key = RandomKey(seed: 1, purpose: .dropout)
    func step() {
      let output = network.forward(input, .training(key))
      loss.batch(output: output, target: target, gradient: gradient, into: &losses)
      network.backward(gradient)
      optimizer.step()
    }
    step()
    #expect(allocation_count() > 0, "the counter does not count")
    let before = allocation_count()
    for _ in 0..<5 { step() }
    let taken = allocation_count() - before
    #expect(taken == 0)
  }
}
