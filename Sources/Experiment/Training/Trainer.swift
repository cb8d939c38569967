import Checkpoint
import Kernels
import MapDataset
import NeuralNetwork

/// The network of one trial and what changes it, epoch by epoch.
final class Trainer {
  let setup: TrainingSetup
  let trial: Int
  let network: Network
  /// What the epochs so far came to.
  private(set) var course: TrialCourse

  private let optimizer: any Optimizer
  private let scheduler: (any Scheduler)?
  private let trainingReader: BatchReader
  private let evaluator: Evaluator
  private let validationReader: BatchReader?
  private let outputGradient: FloatBuffer
  private var batchLosses: [Double]

  /// Makes the network with the initial weights of `trial`, or of the checkpoint to resume from.
  init(_ setup: TrainingSetup, trial: Int) throws(ExperimentError) {
    self.setup = setup
    self.trial = trial
    course = TrialCourse(setup)
    let configuration = setup.configuration
    do {
      network = try Network(setup.model)
      network.initialize(
        try configuration.makeInitializer(),
        key: setup.randomKey(.weights, trial: trial, epoch: 0))
      optimizer = try configuration.makeOptimizer()
      optimizer.attach(network.parameters.map(\.parameter))
      scheduler = try configuration.makeScheduler(for: optimizer)
    } catch {
      throw ExperimentError(error, in: configuration.path)
    }
    trainingReader = BatchReader(setup.training, batchSize: configuration.training.batchSize)
    validationReader = setup.validation.map {
      BatchReader($0, batchSize: configuration.validation?.batchSize ?? $0.sampleCount)
    }
    evaluator = Evaluator(loss: setup.loss, metric: setup.metric, outputs: setup.model.outputCount)
    outputGradient = FloatBuffer(count: trainingReader.batchSize * setup.model.outputCount)
    batchLosses = Array(repeating: 0, count: setup.labels.count)
    if let path = configuration.resumedCheckpoint, trial == 1 { try resume(path) }
  }

  /// Trains for one more epoch and evaluates; nil when `shouldStop`, asked before each batch, says so.
  func runEpoch(_ shouldStop: () -> Bool) throws(DatasetError) -> EpochRecord? {
    guard let training = try train(shouldStop),
      let trainingEvaluation = try evaluator.evaluate(network, trainingReader, shouldStop)
    else { return nil }
    var validation: PassResult?
    if let validationReader {
      validation = try evaluator.evaluate(network, validationReader, shouldStop)
      if validation == nil { return nil }
    }
    let record = course.add(
      training: training, trainingEvaluation: trainingEvaluation, validation: validation)
    scheduler?.step(metric: record.monitored)
    return record
  }

  /// Ends the trial as failed.
  func fail(_ cause: String) { course.fail(cause) }

  /// The network and the optimizer as they are now.
  func checkpoint() -> Checkpoint {
    Checkpoint(
      architecture: setup.configuration.architecture.type, epoch: course.epoch,
      stateDictionary: network.stateDictionary, optimizer: optimizer.state,
      monitorBest: course.best?.metric,
      configuration: .object(setup.configuration.members), scheduler: scheduler?.state,
      course: course.saved)
  }

  private func train(_ shouldStop: () -> Bool) throws(DatasetError) -> PassResult? {
    let order = sampleOrder()
    var pass = PassAccumulator(
      loss: setup.loss, metric: setup.metric, labelCount: setup.labels.count)
    var dropout = setup.randomKey(.dropout, trial: trial, epoch: course.epoch + 1)
    for (batch, range) in trainingReader.ranges.enumerated() {
      if shouldStop() { return nil }
      let input = try trainingReader.inputs(order[range])
      let target = trainingReader.scaledLabels(order[range])
      dropout.batch = UInt32(batch)
      let output = network.forward(input, .training(dropout))
      pass.add(output: output, target: target)
      let gradient = Tensor(shape: output.shape, buffer: outputGradient)
      setup.loss.batch(output: output, target: target, gradient: gradient, into: &batchLosses)
      network.backward(gradient)
      optimizer.step()
    }
    return pass.result
  }

  private func sampleOrder() -> [Int] {
    let count = setup.training.sampleCount
    guard setup.configuration.training.shuffles else { return Array(0..<count) }
    var random = RandomStream(setup.randomKey(.shuffle, trial: trial, epoch: course.epoch + 1))
    return random.permutation(count)
  }

  /// Continues where the checkpoint at `path` was written.
  private func resume(_ path: String) throws(ExperimentError) {
    let checkpoint: Checkpoint
    do { checkpoint = try Checkpoint(contentsOf: path) } catch { throw ExperimentError(error) }
    do {
      try network.load(checkpoint.stateDictionary)
      if let state = checkpoint.optimizer { try optimizer.load(state) }
      if let scheduler, let state = checkpoint.scheduler { try scheduler.load(state) }
      try course.restore(
        epoch: checkpoint.epoch, bestMetric: checkpoint.monitorBest, saved: checkpoint.course)
    } catch {
      throw ExperimentError(
        .configuration, "\(path): does not fit \(setup.configuration.path): \(error)")
    }
    if course.isOver {
      throw ExperimentError(
        .configuration,
        "\(path): is of epoch \(course.epoch), after which trainer.epochs and trainer.early_stop of"
          + " \(setup.configuration.path) leave nothing to train")
    }
  }
}

extension TrainingSetup {
  /// The key of a trial's random draws.
  func randomKey(_ purpose: RandomKey.Purpose, trial: Int, epoch: Int) -> RandomKey {
    RandomKey(
      seed: configuration.seed, trial: UInt64(trial), purpose: purpose, epoch: UInt64(epoch))
  }
}
