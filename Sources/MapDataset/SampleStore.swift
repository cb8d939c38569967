import Synchronization

/// The samples' scaled maps, read from their files once and kept in memory from then on.
final class SampleStore: Sendable {
  private let files: MapFiles
  /// By sample; empty while a sample has not been read.
  private let samples: Mutex<[[Float]]>

  init(_ files: MapFiles, sampleCount: Int) {
    self.files = files
    samples = Mutex(Array(repeating: [], count: sampleCount))
  }

  /// The sample's values: channels x rows x columns.
  func sample(_ index: Int) throws(DatasetError) -> [Float] {
    let kept = samples.withLock { $0[index] }
    if !kept.isEmpty { return kept }
    // Two threads may read the same sample: both get the same values.
    let sample = try files.read(index)
    samples.withLock { $0[index] = sample }
    return sample
  }
}
