import NamedSettings
import TestSupport
import Testing
import TrialSearch

@testable import Experiment

/// Epochs that start from what the evaluation before them has computed.
struct TrainerTests {
  /// Batches that divide the eight samples and that do not, one that holds all, and threads that read ahead.
  @Test(arguments: [1, 3, 4, 5, 8], [0, 2])
  func theyAreThoseThatComputeEverythingThemselves(batchSize: Int, workers: Int) throws {
    var example = try Example()
    try example.setLoaders("batch_size", to: .integer(batchSize))
    try example.setLoaders("num_workers", to: .integer(workers))
    try example.set("max_memory", to: 0)
    let setup = try TrainingSetup(example.configuration())
    let trainer = try Trainer(setup, trial: TrialID(restart: 1))
    let other = try Trainer(setup, trial: TrialID(restart: 1))
    for epoch in 1...4 {
      let record = try trainer.runEpoch { false }
      #expect(trainer.hasPassedFirstBatch)
      other.hasPassedFirstBatch = false
      #expect(try other.runEpoch { false } == record, "epoch \(epoch)")
    }
    let weights = [trainer, other].map { $0.network.stateDictionary.map(\.tensor.array) }
    #expect(weights[0] == weights[1])
    withExtendedLifetime(example) {}
  }

  /// The order in which samples are evaluated changes nothing but the rounding of sums.
  @Test func theEvaluationIsThatOfAllSamplesInTheirOrder() throws {
    var example = try Example()
    try example.setLoaders("batch_size", to: 3)
    let setup = try TrainingSetup(example.configuration())
    let trainer = try Trainer(setup, trial: TrialID(restart: 1))
    let record = try #require(try trainer.runEpoch { false })
    let reader = BatchReader(setup.training, batchSize: 3, workerCount: 0)
    let expected = try #require(
      try Evaluator(loss: setup.loss, metric: setup.metric, outputs: setup.model.outputCount)
        .evaluate(trainer.network, reader, reader.batches(Array(0..<8))) { false })
    for (loss, other) in zip(record.trainingEvaluation.losses, expected.losses) {
      #expect(abs(loss - other) <= 1e-12 * abs(other))
    }
    withExtendedLifetime(example) {}
  }

  @Test(arguments: ["Dropout", "BatchNorm2d"])
  func layersThatEvaluateOtherwiseThanTheyTrainPassTheirFirstBatchAgain(type: String) throws {
    let layer: SettingValue =
      type == "Dropout" ? ["type": "Dropout", "args": ["p": 0.5]] : ["type": "BatchNorm2d"]
    var example = try Example()
    let layers: SettingValue = [
      layer, ["type": "Flatten"], ["type": "Linear", "args": ["out_features": 2]],
    ]
    try example.set(
      "arch",
      to: ["type": "ModelSequential", "args": ["input_shape": [2, 12, 12], "layers": layers]])
    let setup = try TrainingSetup(example.configuration())
    let trainer = try Trainer(setup, trial: TrialID(restart: 1))
    _ = try trainer.runEpoch { false }
    #expect(!trainer.hasPassedFirstBatch)
    withExtendedLifetime(example) {}
  }
}
