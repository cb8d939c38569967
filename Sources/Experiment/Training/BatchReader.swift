import Kernels
import MapDataset
import NeuralNetwork

/// Reads batches of a dataset into memory that it reuses from batch to batch.
final class BatchReader {
  let dataset: MapDataset
  let batchSize: Int
  private let workerCount: Int
  private let inputs: FloatBuffer
  private let scaledLabels: FloatBuffer
  private let physicalLabels: FloatBuffer
  /// The threads that read the batches of a pass ahead, if any do.
  private var ahead: ReadAhead?

  /// A reader that `workerCount` threads help.
  init(_ dataset: MapDataset, batchSize: Int, workerCount: Int) {
    self.dataset = dataset
    self.batchSize = min(batchSize, dataset.sampleCount)
    self.workerCount = workerCount
    let labelCount = dataset.labelNames.count
    inputs = FloatBuffer(count: self.batchSize * dataset.inputShape.reduce(1, *))
    scaledLabels = FloatBuffer(count: self.batchSize * labelCount)
    physicalLabels = FloatBuffer(count: self.batchSize * labelCount)
  }

  deinit { ahead?.cancel() }

  /// The batches of a pass over `samples`: full ones, then what is left.
  func batches(_ samples: [Int]) -> [ArraySlice<Int>] {
    stride(from: 0, to: samples.count, by: batchSize).map {
      samples[$0..<min($0 + batchSize, samples.count)]
    }
  }

  /// Starts a pass: `inputs` will be asked for these batches one after another.
  ///
  /// The results are the same without this; what is in memory already is not read ahead.
  func begin(_ batches: [ArraySlice<Int>]) {
    ahead?.cancel()
    ahead = nil
    if workerCount == 0 || dataset.isInMemory { return }
    ahead = ReadAhead(dataset, batches, batchSize: batchSize, threadCount: workerCount)
  }

  /// The maps of the given samples, `[samples, channels, rows, columns]`, scaled; valid until the next call.
  func inputs(_ samples: ArraySlice<Int>) throws(DatasetError) -> Tensor {
    let shape = [samples.count] + dataset.inputShape
    if let buffer = try ahead?.next(samples) { return Tensor(shape: shape, buffer: buffer) }
    let tensor = Tensor(shape: shape, buffer: inputs)
    try inputs.withMutableSpan(0..<tensor.count) { (span) throws(DatasetError) in
      try dataset.readInputs(samples, into: &span)
    }
    return tensor
  }

  /// The labels of the given samples, `[samples, labels]`, scaled.
  func scaledLabels(_ samples: ArraySlice<Int>) -> Tensor {
    let tensor = Tensor(shape: [samples.count, dataset.labelNames.count], buffer: scaledLabels)
    scaledLabels.withMutableSpan(0..<tensor.count) { dataset.readLabels(samples, into: &$0) }
    return tensor
  }

  /// The labels of the given samples, `[samples, labels]`, in physical units.
  func physicalLabels(_ samples: ArraySlice<Int>) -> Tensor {
    let labelCount = dataset.labelNames.count
    var position = 0
    for sample in samples {
      for label in 0..<labelCount {
        physicalLabels[position] = Float(dataset.label(label, of: sample))
        position += 1
      }
    }
    return Tensor(shape: [samples.count, labelCount], buffer: physicalLabels)
  }
}
