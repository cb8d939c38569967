import PNG

/// Memory to read one map at a time into, used again for the next.
struct MapScratch {
  /// A file's bytes.
  var bytes: [UInt8] = []
  /// An image's numbers.
  var pixels: [UInt16] = []
  /// The map's numbers, row after row; there may be more elements than the map has.
  var values: [Double] = []

  /// Decodes `bytes` from `offset` on into `values`.
  mutating func decode(_ layout: MapLayout, at offset: Int) {
    var numbers: [Double] = []
    swap(&numbers, &values)
    layout.decode(bytes.span.bytes, at: offset, into: &numbers)
    swap(&numbers, &values)
  }

  /// Decodes the image in the first `count` bytes into `pixels`, if it has this shape; its header.
  mutating func decodeImage(
    _ count: Int, ifShaped shape: [Int]
  ) throws(PNGError) -> PNGImage.Header {
    var numbers: [UInt16] = []
    swap(&numbers, &pixels)
    defer { swap(&numbers, &pixels) }
    let image = bytes.span.extracting(..<count)
    let header = try PNGImage.header(image)
    guard [header.rows, header.columns] == shape else { return header }
    numbers.makeRoom(header.rows * header.columns)
    try PNGImage.read(image, header, into: &numbers)
    return header
  }
}
