import Files

/// Maps that lie in a file each, named by a table.
struct MapFiles<Format: MapFileFormat>: MapSource {
  let shape: [Int]
  let isOneFile = false
  let isReady = false
  private let paths: MapPaths
  private let locator: MapLocator
  /// By channel, what the first map that can be read looks like: probably all others of the channel look so.
  private let formats: [Format]

  /// So many samples are tried at most for one whose map can be read.
  private static var probed: Int { 1000 }

  /// Reads the headers of the first maps, which set the shape for all others. A map that cannot be read is
  /// an error when it is wanted.
  init(_ paths: MapPaths, inputNames: [String]) throws(DatasetError) {
    self.paths = paths
    locator = MapLocator(tablePath: paths.tablePath)
    var formats: [Format] = []
    for (channel, name) in inputNames.enumerated() {
      let (format, sample) = try Self.firstReadable(paths, channel, locator)
      formats.append(format)
      if format.shape != formats[0].shape {
        throw DatasetError.unfit(
          paths.tablePath, "filter_inputs",
          "the maps \"\(name)\" have the shape \(format.shape), the maps "
            + "\"\(inputNames[0])\" \(formats[0].shape); choose columns of one shape"
        ).inRow(paths.row(sample), of: paths.tablePath)
      }
    }
    self.formats = formats
    shape = formats[0].shape
  }

  private static func firstReadable(
    _ paths: MapPaths, _ channel: Int, _ locator: MapLocator
  ) throws(DatasetError) -> (Format, sample: Int) {
    var faults = DatasetFaults(path: paths.tablePath)
    for sample in 0..<min(paths.sampleCount, probed) {
      do throws(DatasetError) {
        return (try Format(of: locator.open(paths[sample, channel: channel])), sample)
      } catch {
        faults.add(error.inRow(paths.row(sample), of: paths.tablePath))
      }
    }
    try faults.throwIfAny()
    throw .malformed(paths.tablePath, "has no samples")
  }

  func read(
    _ sample: Int, channel: Int, into scratch: inout MapScratch
  ) throws(DatasetError) {
    do throws(DatasetError) {
      let file = try locator.open(paths[sample, channel: channel])
      let found = try formats[channel].read(file, into: &scratch)
      if found != shape {
        throw .malformed(file.path, "has the shape \(found), the maps before it \(shape)")
      }
    } catch {
      throw error.inRow(paths.row(sample), of: paths.tablePath)
    }
  }

  func fault(_ sample: Int, channel: Int, _ reason: String) -> DatasetError {
    let path = paths[sample, channel: channel]
    // Names the file that was read, not the way to it in the table.
    let found = (try? locator.open(path).path) ?? path
    return DatasetError.malformed(found, reason).inRow(paths.row(sample), of: paths.tablePath)
  }
}
