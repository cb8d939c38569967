import Kernels
import NamedSettings
import NeuralNetwork
import RandomStreams
import TrialSearch

/// What a run's log says of its network: the layers, the number of parameters, how fast it is.
struct ModelReport {
  /// The lines of the log.
  let lines: [String]

  /// Makes the network once, with initial weights, and times it on a batch.
  init(_ setup: TrainingSetup) throws(SettingError) {
    let network = try Network(setup.model)
    network.initialize(
      try setup.configuration.makeInitializer(),
      key: setup.randomKey(.weights, trial: TrialID(restart: 1), epoch: 0))
    let samples = min(setup.configuration.training.batchSize, setup.training.sampleCount)
    let (forward, backward) = Self.time(network, samples: samples)
    let threads = setup.configuration.threadsPerRank
    lines =
      network.summary.map(Self.line) + [
        "\(setup.configuration.architecture.type): \(network.parameterCount) parameters; a batch of \(samples)"
          + " takes \(shortened(forward)) ms forward and \(shortened(backward)) ms backward",
        "\(KernelLevel.summary), \(threads == 1 ? "1 thread" : "\(threads) threads") a rank",
      ]
  }

  private static func line(_ layer: LayerSummary) -> String {
    let parameters = layer.parameterCount > 0 ? ", \(layer.parameterCount) parameters" : ""
    return
      "layer \(layer.name): \(layer.type), \(layer.inputShape) to \(layer.outputShape)\(parameters)"
  }

  /// The milliseconds of a forward and of a backward pass: the median of five, after one that takes
  /// the memory.
  private static func time(_ network: Network, samples: Int) -> (forward: Double, backward: Double)
  {
    // No map of zeros and no gradient of zeros: much that has to be computed else would not be.
    let input = Tensor(shape: [samples] + network.definition.inputShape)
    for index in 0..<input.count { input.buffer[index] = Float(index % 251) / 251 }
    let gradient = Tensor(shape: [samples, network.definition.outputCount])
    gradient.buffer.fill(1)
    let key = RandomKey(seed: 0, purpose: .dropout)
    let clock = ContinuousClock()
    var forward: [Duration] = []
    var backward: [Duration] = []
    for _ in 0..<6 {
      forward.append(clock.measure { _ = network.forward(input, .training(key)) })
      backward.append(clock.measure { network.backward(gradient) })
    }
    return (median(forward.dropFirst()), median(backward.dropFirst()))
  }

  private static func median(_ times: ArraySlice<Duration>) -> Double {
    times.sorted()[times.count / 2] / .milliseconds(1)
  }
}
