/// Where the maps of a dataset's samples are read from, by any thread.
protocol MapSource: Sendable {
  /// The rows and columns of every map.
  var shape: [Int] { get }

  /// The files that maps are spread over: what checking all of them has to open.
  var isOneFile: Bool { get }

  /// Whether the maps lie in a file as training wants them, if it does not scale them: reading them is
  /// then as good as having them in memory.
  var isReady: Bool { get }

  /// Reads a map into `scratch.values`. Throws for a map that is missing, damaged or of another
  /// shape.
  func read(
    _ sample: Int, channel: Int, into scratch: inout MapScratch
  ) throws(DatasetError)

  /// The error of a map in which something is wrong.
  func fault(_ sample: Int, channel: Int, _ reason: String) -> DatasetError
}
