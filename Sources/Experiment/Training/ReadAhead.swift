import Foundation
import Kernels
import MapDataset

/// Threads that read the batches of one pass before they are asked for.
///
/// There is memory for one batch more than threads, and for the one in use: reading never runs further
/// ahead. Each batch is read whole by one thread, so nothing depends on how many there are.
final class ReadAhead: @unchecked Sendable {
  /// More threads than any node has cores would only take memory.
  private static let mostThreads = 256

  // All that varies is only touched while `condition` is locked; a buffer belongs to the thread that reads
  // its batch, then to the caller of `next`.
  private let dataset: MapDataset
  private let batches: [ArraySlice<Int>]
  private let buffers: [FloatBuffer]
  private let condition = NSCondition()
  /// By batch that was read and not yet asked for.
  private var outcomes: [Int: Result<Void, DatasetError>] = [:]
  /// The next batch to read.
  private var nextToRead = 0
  /// The batch in use; -1 before the first.
  private var inUse = -1
  private var isCancelled = false

  /// Starts to read batches of at most `batchSize` samples.
  init(_ dataset: MapDataset, _ batches: [ArraySlice<Int>], batchSize: Int, threadCount: Int) {
    self.dataset = dataset
    self.batches = batches
    let threadCount = min(threadCount, batches.count, Self.mostThreads)
    let sampleSize = dataset.inputShape.reduce(1, *)
    buffers = (0..<threadCount + 2).map { _ in FloatBuffer(count: batchSize * sampleSize) }
    for _ in 0..<threadCount {
      let thread = Thread { [self] in readBatches() }
      thread.stackSize = 1 << 20
      thread.start()
    }
  }

  /// The next batch's maps, valid until the next call; nil when `samples` are not that batch.
  func next(_ samples: ArraySlice<Int>) throws(DatasetError) -> FloatBuffer? {
    let batch = inUse + 1
    guard batch < batches.count, batches[batch] == samples else { return nil }
    let outcome = condition.withLock {
      inUse = batch
      condition.broadcast()
      while outcomes[batch] == nil { condition.wait() }
      return outcomes.removeValue(forKey: batch)
    }
    try outcome?.get()
    return buffers[batch % buffers.count]
  }

  /// Lets the threads end.
  func cancel() {
    condition.withLock {
      isCancelled = true
      condition.broadcast()
    }
  }

  private func readBatches() {
    while let batch = nextBatch() {
      let samples = batches[batch]
      let buffer = buffers[batch % buffers.count]
      let count = samples.count * dataset.inputShape.reduce(1, *)
      let outcome = Result { () throws(DatasetError) in
        try buffer.withMutableSpan(0..<count) { (span) throws(DatasetError) in
          try dataset.readInputs(samples, into: &span)
        }
      }
      condition.withLock {
        outcomes[batch] = outcome
        condition.broadcast()
      }
    }
  }

  /// Takes a batch to read once there is memory for it; nil when there is none left.
  private func nextBatch() -> Int? {
    condition.withLock {
      while true {
        if isCancelled || nextToRead == batches.count { return nil }
        if nextToRead < max(inUse, 0) + buffers.count {
          nextToRead += 1
          return nextToRead - 1
        }
        condition.wait()
      }
    }
  }
}
