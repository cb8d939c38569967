import Files
import HDF5
import PNG

/// A map column of a table on its way into an HDF5 file.
struct PackedColumn {
  /// What its files are.
  private enum Format {
    case npy(NpyFormat)
    case png(PNGFormat)
  }

  /// The column's name without `input:`.
  let name: String
  /// The rows and columns of each of its maps.
  let shape: [Int]
  /// The type of the packed numbers.
  let element: MapElement
  /// The number that stands for 1, if it is not 1.
  let fullScale: Double?
  private let format: Format
  private let keepsType: Bool

  /// The kind of its files.
  var kind: DatasetDescription.MapKind {
    switch format {
    case .npy: .array
    case .png: .image
    }
  }

  /// The bytes of a packed map.
  var mapSize: Int { shape[0] * shape[1] * element.size }

  /// Takes the first map's file as the model of all others. `keepsType` packs the numbers as they are,
  /// else as float32.
  init(_ name: String, _ file: borrowing ReadableFile, keepsType: Bool) throws(DatasetError) {
    self.name = name
    self.keepsType = keepsType
    if try file.bytes(at: 0, atMost: 8) == PNGImage.signature {
      let png = try PNGFormat(of: file)
      format = .png(png)
      shape = png.shape
      fullScale = keepsType ? Double(png.header.fullScale) : nil
      element =
        keepsType
        ? MapElement(.unsignedInteger, size: png.header.bits / 8) : MapElement(.float, size: 4)
    } else {
      let npy = try NpyFormat(of: file)
      format = .npy(npy)
      shape = npy.shape
      fullScale = nil
      element =
        keepsType
        ? MapElement(npy.element.kind, size: npy.element.size) : MapElement(.float, size: 4)
    }
  }

  /// Reads a map and appends it, little-endian and row after row, to `bytes`.
  ///
  /// Throws for a map of another shape, for numbers that single precision cannot hold and, where types are
  /// kept, for another type.
  func append(
    _ file: borrowing ReadableFile, _ scratch: inout MapScratch, _ numbers: inout [Float],
    to bytes: inout [UInt8]
  ) throws(DatasetError) {
    switch format {
    case .npy(let npy):
      let (layout, offset) = try npy.locate(file, into: &scratch)
      try checkShape(file, layout.shape)
      scratch.decode(layout, at: offset)
      try check(file, scratch, &numbers)
      if !keepsType { break }
      guard layout.element.kind == element.kind, layout.element.size == element.size else {
        throw otherType(file, layout.element.name)
      }
      layout.appendInOrder(scratch.bytes.span.bytes, at: offset, to: &bytes)
      return
    case .png(let png):
      try checkShape(file, try png.read(file, into: &scratch))
      try check(file, scratch, &numbers)
      if !keepsType { break }
      // A second look at the pixels: fractions of full brightness are not what is kept.
      let header = try png.readPixels(file, into: &scratch)
      guard header.bits == 8 * element.size else { throw otherType(file, "\(header.bits) bits") }
      for pixel in scratch.pixels.prefix(shape[0] * shape[1]) {
        bytes.append(UInt8(truncatingIfNeeded: pixel))
        if element.size == 2 { bytes.append(UInt8(pixel >> 8)) }
      }
      return
    }
    Self.append(numbers.span.bytes, to: &bytes)
  }

  private func checkShape(
    _ file: borrowing ReadableFile, _ found: [Int]
  ) throws(DatasetError) {
    if found != shape {
      throw .malformed(file.path, "has the shape \(found), the maps before it \(shape)")
    }
  }

  private func otherType(_ file: borrowing ReadableFile, _ found: String) -> DatasetError {
    let own = fullScale == nil ? element.name : "\(8 * element.size) bits"
    return .malformed(
      file.path, "holds \(found), the maps before it \(own); repack with --dtype float32")
  }

  /// Converts the map to single precision.
  private func check(
    _ file: borrowing ReadableFile, _ scratch: MapScratch, _ numbers: inout [Float]
  ) throws(DatasetError) {
    let count = shape[0] * shape[1]
    if numbers.count != count { numbers = Array(repeating: 0, count: count) }
    let values = scratch.values.span.extracting(..<count)
    var output = numbers.mutableSpan
    guard let wrong = Scaling.none.scale(values, into: &output, at: 0) else { return }
    let (row, column) = wrong.quotientAndRemainder(dividingBy: shape[1])
    throw .malformed(
      file.path,
      "holds \(values[wrong]) at [\(row), \(column)]; values must be finite in single precision")
  }

  private static func append(_ numbers: RawSpan, to bytes: inout [UInt8]) {
    numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }
}
