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
  /// Whether the network has just passed the next epoch's first batch forward, with the weights as they are.
  var hasPassedFirstBatch = false

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
    guard let training = try train(shouldStop) else { return nil }
    var validation: PassResult?
    if let validationReader {
      let samples = Array(0..<validationReader.dataset.sampleCount)
      validation = try evaluator.evaluate(
        network, validationReader, validationReader.batches(samples), shouldStop)
      if validation == nil { return nil }
    }
    guard let trainingEvaluation = try evaluateTraining(shouldStop) else { return nil }
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
    let epoch = course.epoch + 1
    let batches = trainingReader.batches(sampleOrder(epoch: epoch))
    trainingReader.begin(hasPassedFirstBatch ? Array(batches.dropFirst()) : batches)
    var pass = PassAccumulator(
      loss: setup.loss, metric: setup.metric, labelCount: setup.labels.count)
    for (number, batch) in batches.enumerated() {
      if shouldStop() { return nil }
      let output: Tensor
      if number == 0, hasPassedFirstBatch, let passed = network.output {
        output = passed
      } else {
        output = network.forward(
          try trainingReader.inputs(batch), trainingPass(epoch: epoch, batch: number))
      }
      hasPassedFirstBatch = false
      let target = trainingReader.scaledLabels(batch)
      pass.add(output: output, target: target)
      let gradient = Tensor(shape: output.shape, buffer: outputGradient)
      setup.loss.batch(output: output, target: target, gradient: gradient, into: &batchLosses)
      network.backward(gradient)
      optimizer.step()
    }
    return pass.result
  }

  /// Evaluates the training samples, the last of an epoch's passes.
  ///
  /// Where the layers allow it those come last that the next epoch trains on first, whose outputs its first
  /// step then need not compute again: with small datasets a good part of the work.
  private func evaluateTraining(_ shouldStop: () -> Bool) throws(DatasetError) -> PassResult? {
    let samples = Array(0..<setup.training.sampleCount)
    let epoch = course.epoch + 2
    guard network.trainsAsItEvaluates,
      let first = trainingReader.batches(sampleOrder(epoch: epoch)).first
    else {
      return try evaluator.evaluate(
        network, trainingReader, trainingReader.batches(samples), shouldStop)
    }
    let isFirst = Set(first)
    let others = samples.filter { !isFirst.contains($0) }
    let result = try evaluator.evaluate(
      network, trainingReader, trainingReader.batches(others) + [first],
      lastPass: trainingPass(epoch: epoch, batch: 0), shouldStop)
    hasPassedFirstBatch = result != nil
    return result
  }

  private func trainingPass(epoch: Int, batch: Int) -> ForwardPass {
    var dropout = setup.randomKey(.dropout, trial: trial, epoch: epoch)
    dropout.batch = UInt32(batch)
    return .training(dropout)
  }

  /// The order in which an epoch trains on the samples.
  private func sampleOrder(epoch: Int) -> [Int] {
    let count = setup.training.sampleCount
    guard setup.configuration.training.shuffles else { return Array(0..<count) }
    var random = RandomStream(setup.randomKey(.shuffle, trial: trial, epoch: epoch))
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
