import Files

/// Maps that lie in a file each, named by a table.
struct MapFiles<Format: MapFileFormat>: MapSource {
  let shape: [Int]
  let isOneFile = false
  let isReady = false
  private let paths: MapPaths
  private let locator: MapLocator
  /// By channel, what the first sample's map looks like: probably all others of the channel look so.
  private let formats: [Format]

  /// Reads the headers of the first sample's maps, which set the shape for all others.
  init(_ paths: MapPaths, inputNames: [String]) throws(DatasetError) {
    self.paths = paths
    locator = MapLocator(tablePath: paths.tablePath)
    var formats: [Format] = []
    for (channel, name) in inputNames.enumerated() {
      do throws(DatasetError) {
        let format = try Format(of: locator.open(paths[0, channel: channel]))
        formats.append(format)
        if format.shape != formats[0].shape {
          throw DatasetError.unfit(
            paths.tablePath, "filter_inputs",
            "the maps \"\(name)\" have the shape \(format.shape), the maps "
              + "\"\(inputNames[0])\" \(formats[0].shape); choose columns of one shape")
        }
      } catch {
        throw error.inRow(paths.row(0), of: paths.tablePath)
      }
    }
    self.formats = formats
    shape = formats[0].shape
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
