import Files
import Synchronization

/// The samples' maps, scaled: from memory once they are there, else from their files.
final class SampleStore: Sendable {
  let source: any MapSource
  /// Where read samples stay; nil when they are read from their files each time.
  let slots: SharedSlots?
  /// The numbers of a sample.
  let sampleSize: Int
  /// Whether maps are taken as they are.
  var isUnscaled: Bool { scaling == .none }
  private let channelCount: Int
  private let scaling: Scaling
  /// What threads lend to read into.
  private let scratches = Mutex<[MapScratch]>([])

  /// `scaling` is that of the maps.
  init(
    _ source: any MapSource, channelCount: Int, _ scaling: Scaling, slots: SharedSlots?
  ) {
    self.source = source
    self.slots = slots
    self.scaling = scaling
    self.channelCount = channelCount
    sampleSize = channelCount * source.shape[0] * source.shape[1]
  }

  /// Writes the samples to the start of `output`.
  func read(
    _ samples: some Collection<Int>, into output: inout MutableSpan<Float>
  ) throws(DatasetError) {
    var scratch = scratches.withLock { $0.popLast() } ?? MapScratch()
    defer { scratches.withLock { [scratch] in $0.append(scratch) } }
    var position = 0
    for sample in samples {
      if let slots, slots.read(sample, into: &output, at: position) {
        position += sampleSize
        continue
      }
      for channel in 0..<channelCount {
        try read(
          sample, channel, &scratch, into: &output,
          at: position + channel * (sampleSize / channelCount))
      }
      slots?.fill(sample, from: output, at: position)
      position += sampleSize
    }
  }

  /// What is wrong with each of a sample's maps that cannot be used.
  func faults(of sample: Int) -> [DatasetError] {
    var scratch = MapScratch()
    var values = [Float](repeating: 0, count: sampleSize / channelCount)
    var faults: [DatasetError] = []
    for channel in 0..<channelCount {
      do throws(DatasetError) {
        var output = values.mutableSpan
        try read(sample, channel, &scratch, into: &output, at: 0)
      } catch {
        faults.append(error)
      }
    }
    return faults
  }

  private func read(
    _ sample: Int, _ channel: Int, _ scratch: inout MapScratch,
    into output: inout MutableSpan<Float>, at position: Int
  ) throws(DatasetError) {
    try source.read(sample, channel: channel, into: &scratch)
    let values = scratch.values.span.extracting(..<(sampleSize / channelCount))
    guard let wrong = scaling.scale(values, into: &output, at: position) else { return }
    let (row, column) = wrong.quotientAndRemainder(dividingBy: source.shape[1])
    throw source.fault(
      sample, channel: channel,
      "holds \(values[wrong]) at [\(row), \(column)]; values must be finite in single precision")
  }
}
