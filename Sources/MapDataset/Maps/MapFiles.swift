/// The map files of a table's samples, read and scaled one sample at a time.
struct MapFiles: Sendable {
  /// The rows and columns of every map.
  let shape: [Int]
  private let table: DatasetTable
  private let scaling: Scaling
  private let locator: MapLocator

  /// Reads the header of every map, so that a wrong one is found before any training.
  init(_ table: DatasetTable, _ scaling: Scaling) throws(DatasetError) {
    self.table = table
    self.scaling = scaling
    locator = MapLocator(tablePath: table.path)
    var shape: [Int] = []
    for sample in 0..<table.sampleCount {
      for (channel, name) in table.inputNames.enumerated() {
        do throws(DatasetError) {
          let map = try NpyFile(locator.open(table.mapPath(sample, channel: channel)))
          if shape.isEmpty { shape = map.header.shape }
          if sample == 0 && map.header.shape != shape {
            throw .unfit(
              table.path, "filter_inputs",
              "the maps \"\(name)\" have the shape \(map.header.shape), the maps "
                + "\"\(table.inputNames[0])\" \(shape); choose columns of one shape")
          }
          try map.check(shape: shape)
        } catch {
          throw error.inRow(table.row(sample), of: table.path)
        }
      }
    }
    self.shape = shape
  }

  /// Reads one sample, scaled: channels x rows x columns.
  func read(_ sample: Int) throws(DatasetError) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(table.inputNames.count * shape[0] * shape[1])
    for channel in table.inputNames.indices {
      do {
        let map = try NpyFile(locator.open(table.mapPath(sample, channel: channel)))
        // The file may be another one since its header was first read.
        try map.check(shape: shape)
        result += scaling.channel(try map.values())
      } catch {
        throw error.inRow(table.row(sample), of: table.path)
      }
    }
    return result
  }
}
