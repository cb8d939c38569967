import Kernels
import NamedSettings
import NeuralNetwork
import RandomStreams

/// What a run's log says of its network: the layers, the number of parameters, how fast it is.
struct ModelReport {
  /// The lines of the log.
  let lines: [String]

  /// Makes the network once and times it on a batch of zeros.
  init(_ setup: TrainingSetup) throws(SettingError) {
    let network = try Network(setup.model)
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
    let input = Tensor(shape: [samples] + network.definition.inputShape)
    let gradient = Tensor(shape: [samples, network.definition.outputCount])
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
