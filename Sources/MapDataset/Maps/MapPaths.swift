/// The paths of a table's maps.
///
/// They are kept as bytes in one piece of memory: a string each would cost several times as much on
/// tables of some 100,000 samples.
struct MapPaths: Sendable {
  /// The path of the table.
  let tablePath: String
  /// The number of maps of a sample.
  let channelCount: Int
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var rows: [Int32] = []

  init(tablePath: String, channelCount: Int) {
    self.tablePath = tablePath
    self.channelCount = channelCount
  }

  /// Starts the sample on a line of the table.
  mutating func appendSample(row: Int) { rows.append(Int32(clamping: row)) }

  /// Adds the path of the sample's next map.
  mutating func append(_ path: ArraySlice<UInt8>) {
    bytes.append(contentsOf: path)
    ends.append(bytes.count)
  }

  /// The number of samples.
  var sampleCount: Int { rows.count }

  /// The line of the table that holds a sample; the header is row 1.
  func row(_ sample: Int) -> Int { Int(rows[sample]) }

  /// The path of a sample's map, as it stands in the table.
  subscript(sample: Int, channel channel: Int) -> String {
    let index = sample * channelCount + channel
    let start = index == 0 ? 0 : ends[index - 1]
    return String(decoding: bytes[start..<ends[index]], as: UTF8.self)
  }
}
