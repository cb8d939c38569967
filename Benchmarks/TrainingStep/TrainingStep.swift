import ArgumentParser
import Foundation
import Kernels
import NamedSettings
import NeuralNetwork
import RandomStreams

/// Times training steps (forward, loss, backward, Adam) or inference on random maps in memory.
@main
struct TrainingStep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "training-step",
    abstract: "Time training steps or inference of a model on random maps in memory.")

  @Option(help: "ModelConv or ModelLinear.") var model = "ModelConv"
  @Option(help: "Channels of the maps.") var channels = 3
  @Option(help: "Rows and columns of the maps.") var size = 32
  @Option(help: "Samples in a batch.") var batch = 8
  @Option(help: "Threads.") var threads = 1
  @Option(help: "Seconds of a measurement.") var seconds = 0.5
  @Option(help: "Steps to make, instead of measuring.") var steps: Int?
  @Flag(help: "Time the forward pass alone.") var inference = false
  @Flag(help: "Time OpenBLAS's product of two 1024x1024 matrices instead: GFLOP/s.")
  var sgemm = false

  /// Warms up, then measures once for each line of the standard input and prints the rate, so that
  /// programs to compare with can take turns.
  func run() throws {
    if threads > 1 { Workers.shared.use(threads: threads) }
    if sgemm {
      let product = MatrixProductBenchmark()
      _ = product.rate(seconds: seconds)
      announce(product.name)
      while readLine() != nil { announce("\(product.rate(seconds: seconds))") }
      return
    }
    let step = try Step(self)
    if let steps {
      for _ in 0..<steps { step.run() }
      return
    }
    _ = measure(step, seconds)
    announce(KernelLevel.summary)
    while readLine() != nil { announce("\(measure(step, seconds))") }
  }

  private func announce(_ line: String) {
    // Past Swift's buffer, which would keep the line back in a pipe.
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }

  /// Samples a second of wall time.
  private func measure(_ step: Step, _ seconds: Double) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    var count = 0
    var elapsed = 0.0
    repeat {
      step.run()
      count += batch
      elapsed = (clock.now - start) / .seconds(1)
    } while elapsed < seconds
    return Double(count) / elapsed
  }
}

/// A model with a batch.
private final class Step {
  private let network: Network
  private let optimizer: any Optimizer
  private let loss = LossMSE()
  private let input: Tensor
  private let target: Tensor
  private let gradient: Tensor
  private var losses: [Double] = []
  private let isInference: Bool

  init(_ options: TrainingStep) throws {
    let shape = [options.channels, options.size, options.size]
    let definition = try Registries.models.make(
      type: options.model,
      args: [
        "input_shape": .array(shape.map(SettingValue.integer)), "num_parameters": .integer(2),
      ])
    network = try Network(definition)
    network.initialize(InitializerKaiming(), key: RandomKey(seed: 1, purpose: .weights))
    optimizer = try Registries.optimizers.make(type: "Adam", args: ["lr": .real(1e-5)])
    optimizer.attach(network.parameters.map(\.parameter))
    var random = RandomStream(RandomKey(seed: 1, purpose: .simulation))
    func tensor(_ shape: [Int]) -> Tensor {
      Tensor(
        shape: shape, values: (0..<shape.reduce(1, *)).map { _ in Float(random.uniform()) })
    }
    input = tensor([options.batch] + shape)
    target = tensor([options.batch, 2])
    gradient = Tensor(shape: [options.batch, 2])
    isInference = options.inference
  }

  func run() {
    if isInference {
      _ = network.forward(input, .evaluation)
      return
    }
    let key = RandomKey(seed: 1, purpose: .dropout)
    let output = network.forward(input, .training(key))
    loss.batch(output: output, target: target, gradient: gradient, into: &losses)
    network.backward(gradient)
    optimizer.step()
  }
}
