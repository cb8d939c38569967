import Dispatch
import Synchronization

extension MapDataset {
  /// Up to so many maps all are checked; of more, about as many, spread evenly.
  public static let sampledCheckCount = 10_000

  /// Reads every map once, or a part of many unless `checksAll`, so that wrong content shows before anything
  /// is trained on it. What was read is kept where there is memory for it.
  ///
  /// `threadCount` threads share the work. Adds the fault of each map that is wrong, in the order of samples.
  public func check(all checksAll: Bool, threadCount: Int, _ faults: inout DatasetFaults) {
    let samples = checkedSamples(all: checksAll)
    let blockSize = 64
    let blockCount = (samples.count + blockSize - 1) / blockSize
    let found = Mutex<[Int: DatasetFaults]>([:])
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threadCount, blockCount))) { _ in
      var output = [Float](repeating: 0, count: self.samples.sampleSize)
      while true {
        let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if block >= blockCount { return }
        var ofBlock = DatasetFaults(path: path)
        for sample in samples[block * blockSize..<min((block + 1) * blockSize, samples.count)] {
          do throws(DatasetError) {
            var span = output.mutableSpan
            try readInputs([sample], into: &span)
          } catch {
            let ofMaps = self.samples.faults(of: sample)
            for fault in ofMaps.isEmpty ? [error] : ofMaps { ofBlock.add(fault) }
          }
        }
        if ofBlock.count > 0 { found.withLock { [ofBlock] in $0[block] = ofBlock } }
      }
    }
    for (_, ofBlock) in found.withLock(\.self).sorted(by: { $0.key < $1.key }) {
      faults.add(ofBlock)
    }
  }

  /// All samples, or some of a large dataset: every so-manieth, and the last.
  func checkedSamples(all: Bool) -> [Int] {
    let mapCount = sampleCount * inputNames.count
    if all || mapCount <= Self.sampledCheckCount { return Array(0..<sampleCount) }
    let step = (mapCount + Self.sampledCheckCount - 1) / Self.sampledCheckCount
    return Array(stride(from: 0, to: sampleCount - 1, by: step)) + [sampleCount - 1]
  }
}
