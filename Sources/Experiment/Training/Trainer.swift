import Checkpoint
import Kernels
import MapDataset
import NeuralNetwork
import RandomStreams
import TrialSearch

/// The network of one trial and what changes it, epoch by epoch.
final class Trainer {
  let setup: TrainingSetup
  let trial: TrialID
  let network: Network
  /// What the epochs so far came to.
  var course: TrialCourse
  let optimizer: any Optimizer
  let scheduler: (any Scheduler)?

  private let trainingReader: BatchReader
  private let evaluator: Evaluator
  private let validationReader: BatchReader?
  private let outputGradient: FloatBuffer
  private var batchLosses: [Double]

  /// Makes the network with the initial weights of `trial`, or of the checkpoint to resume from.
  init(
    _ setup: TrainingSetup, trial: TrialID, rule: PruningRule = .never, keepsValues: Bool = false
  ) throws(ExperimentError) {
    self.setup = setup
    self.trial = trial
    course = TrialCourse(setup, trial: trial, rule: rule, keepsValues: keepsValues)
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
    trainingReader = BatchReader(
      setup.training, batchSize: configuration.training.batchSize,
      workerCount: configuration.training.workerCount)
    validationReader = setup.validation.map {
      BatchReader(
        $0, batchSize: configuration.validation?.batchSize ?? $0.sampleCount,
        workerCount: configuration.validation?.workerCount ?? 0)
    }
    evaluator = Evaluator(loss: setup.loss, metric: setup.metric, outputs: setup.model.outputCount)
    outputGradient = FloatBuffer(count: trainingReader.batchSize * setup.model.outputCount)
    batchLosses = Array(repeating: 0, count: setup.labels.count)
    if let resumption = setup.resumption, resumption.trial == trial.restart {
      try resume(resumption)
    }
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
  func fail(_ failure: ExperimentError) { course.fail(failure) }

  /// Ends the trial as pruned.
  func prune() { course.prune() }

  /// The network and the optimizer as they are now.
  func checkpoint() -> Checkpoint {
    Checkpoint(
      architecture: setup.configuration.architecture.type, epoch: course.epoch,
      stateDictionary: network.stateDictionary, optimizer: optimizer.state,
      monitorBest: course.best?.metric,
      configuration: .object(setup.configuration.members), scheduler: scheduler?.state,
      course: course.saved.settings)
  }

  private func train(_ shouldStop: () -> Bool) throws(DatasetError) -> PassResult? {
    let order = sampleOrder()
    trainingReader.begin(order)
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
}

extension TrainingSetup {
  /// The key of a trial's random draws.
  func randomKey(_ purpose: RandomKey.Purpose, trial: TrialID, epoch: Int) -> RandomKey {
    RandomKey(
      seed: configuration.seed, variant: UInt64(trial.variant), trial: UInt64(trial.restart),
      purpose: purpose, epoch: UInt64(epoch))
  }
}
