import Files

/// A kind of file that holds one map.
protocol MapFileFormat: Sendable {
  /// Reads and checks the header of a file.
  init(of file: borrowing ReadableFile) throws(DatasetError)

  /// The rows and columns of that file's map.
  var shape: [Int] { get }

  /// Reads another file, which probably has the same header, into `scratch.values`; returns its map's shape.
  /// Values are only read where it is that of this one.
  func read(
    _ file: borrowing ReadableFile, into scratch: inout MapScratch
  ) throws(DatasetError) -> [Int]
}
