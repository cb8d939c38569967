import Checkpoint
import Files
import MapDataset
import NamedSettings
import NeuralNetwork

/// Applies a trained model to the test samples of a configuration.
public struct Inference {
  private let configuration: Configuration
  private let setup: InferenceSetup
  private let network: Network

  /// Opens the test dataset and the model.
  ///
  /// Throws one line when the configuration lacks a test loader or a folder for the results, or when the
  /// dataset or the model does not fit.
  public init(_ configuration: Configuration, modelPath: String) throws(ExperimentError) {
    self.configuration = configuration
    setup = try InferenceSetup(configuration)
    let checkpoint: Checkpoint
    do { checkpoint = try Checkpoint(contentsOf: modelPath) } catch { throw ExperimentError(error) }
    do {
      network = try Network(setup.model)
      try network.load(checkpoint.stateDictionary)
    } catch {
      throw ExperimentError(
        .configuration, "\(modelPath): does not fit \(configuration.path): \("\(error)".printable)")
    }
  }

  /// Predicts the labels of the given samples, of all if nil, and writes `inference_results.csv`; its path.
  ///
  /// Throws when a sample does not exist, a map cannot be read or the file cannot be written.
  public func run(samples: [Int]?) throws(ExperimentError) -> String {
    let count = setup.dataset.sampleCount
    let samples = samples ?? Array(0..<count)
    if let sample = samples.first(where: { !(0..<count).contains($0) }) {
      throw ExperimentError(
        .usage, "--samples \(sample): the test dataset has the samples 0 to \(count - 1)")
    }
    var table = PredictionTable(labels: setup.dataset.labelNames)
    try predict(samples, into: &table)
    return try write(table)
  }

  private func predict(
    _ samples: [Int], into table: inout PredictionTable
  ) throws(ExperimentError) {
    let reader = BatchReader(
      setup.dataset, batchSize: setup.loader.batchSize, workerCount: setup.loader.workerCount)
    let batches = reader.batches(samples)
    reader.begin(batches)
    let evaluator = Evaluator(
      loss: setup.loss, metric: setup.metric, outputs: setup.model.outputCount)
    for batch in batches {
      let input: Tensor
      do { input = try reader.inputs(batch) } catch {
        throw ExperimentError(error, loader: "test_data_loader", in: configuration.path)
      }
      let output = network.forward(input, .evaluation)
      table.add(
        targets: reader.physicalLabels(batch),
        predictions: evaluator.physical(output, setup.dataset.labelScaling))
    }
  }

  private func write(_ table: PredictionTable) throws(ExperimentError) -> String {
    do {
      let folder = try RunFolders.createLogs(
        saveFolder: setup.saveFolder, name: configuration.name)
      let log = RunLog(verbosity: configuration.trainer.verbosity)
      try log.open("\(folder)/log.txt")
      let path = "\(folder)/inference_results.csv"
      try AtomicFile.write(table.text.utf8, to: path)
      let logger = log.logger("infer")
      for line in table.summary { logger.info("\(line)") }
      logger.info("results: \(path)")
      return path
    } catch {
      throw .output(error)
    }
  }
}
