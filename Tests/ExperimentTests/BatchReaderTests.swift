import MapDataset
import TestSupport
import Testing
import TrialSearch

@testable import Experiment

/// Batches of maps, with threads that read ahead and without.
struct BatchReaderTests {
  private func dataset(_ example: Example) throws -> MapDataset {
    try MapDataset(example.configuration().training.description())
  }

  private func batches(_ reader: BatchReader, _ order: [Int]) throws -> [[Float]] {
    reader.begin(reader.batches(order))
    return try reader.batches(order).map { try reader.inputs($0).array }
  }

  @Test(arguments: [1, 2, 7, 300])
  func readingAheadGivesTheSameBatchesInTheSameOrder(workers: Int) throws {
    let example = try Example()
    let dataset = try dataset(example)
    let plain = BatchReader(dataset, batchSize: 3, workerCount: 0)
    let ahead = BatchReader(dataset, batchSize: 3, workerCount: workers)
    for order in [[0, 1, 2, 3, 4, 5, 6, 7], [7, 3, 1], [5, 0, 5, 2, 2, 6, 1]] {
      #expect(try batches(ahead, order) == batches(plain, order))
    }
    withExtendedLifetime(example) {}
  }

  @Test func aPassThatIsLeftEarlyDoesNotDisturbTheNext() throws {
    let example = try Example()
    let dataset = try dataset(example)
    let plain = BatchReader(dataset, batchSize: 1, workerCount: 0)
    let ahead = BatchReader(dataset, batchSize: 1, workerCount: 2)
    for first in 0..<8 {
      ahead.begin(ahead.batches(Array(first..<8)))
      _ = try ahead.inputs([first])
    }
    #expect(try batches(ahead, [4, 2]) == batches(plain, [4, 2]))
    withExtendedLifetime(example) {}
  }

  @Test(arguments: [0, 3])
  func aMapThatIsCutShortWhileTrainingFailsTheTrialBeforeItIsTrainedOn(workers: Int) throws {
    var example = try Example()
    try example.setLoaders("num_workers", to: .integer(workers))
    try example.set("max_memory", to: 0)
    let setup = try TrainingSetup(example.configuration())
    try setup.checkStart()
    let trainer = try Trainer(setup, trial: TrialID(restart: 1))
    let whole = try example.folder.bytes("data/ppdot_HTRU_train_2.npy")
    try example.folder.write(Array(whole.dropLast(9)), to: "data/ppdot_HTRU_train_2.npy")
    let error = try #require(throws: DatasetError.self) { try trainer.runEpoch { false } }
    #expect(error.path == example.folder.path("data/ppdot_HTRU_train_2.npy"))
    #expect(error.reason.hasPrefix("is cut short"))
  }
}
