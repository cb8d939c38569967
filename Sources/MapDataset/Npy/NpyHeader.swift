import PNG

/// The header of an `.npy` file that holds one map.
///
/// Source: NumPy's "A simple file format for NumPy arrays" (NEP 1), versions 1 to 3.
struct NpyHeader {
  /// NumPy too refuses longer descriptions.
  private static let longestDescription = 10_000
  /// What every `.npy` file starts with.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  let layout: MapLayout
  /// Where the elements start in the file.
  let dataOffset: Int

  /// The size in bytes of the header of the file that starts with `prefix`.
  static func size(prefix: [UInt8]) throws(NpyError) -> Int {
    if prefix.isEmpty { throw NpyError(reason: "is empty") }
    if prefix.starts(with: PNGImage.signature) {
      throw NpyError(reason: "is a PNG image: choose the loader LoaderMultichannelImage")
    }
    guard prefix.starts(with: magic) else { throw NpyError(reason: "is not an .npy file") }
    guard let version = prefix.dropFirst(magic.count).first else { throw cutShort }
    guard (1...3).contains(version) else {
      throw NpyError(reason: "has version \(version) of the .npy format; 1, 2 and 3 are known")
    }
    let start = descriptionStart(version: version)
    guard prefix.count >= start else { throw cutShort }
    let length = prefix[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    if length > longestDescription {
      throw NpyError(
        reason: "has a header of \(length) bytes; at most \(longestDescription) are accepted")
    }
    return start + length
  }

  /// Reads a header from its `bytes`, all of them and no more, of a file of `fileSize` bytes.
  init(_ bytes: [UInt8], fileSize: Int) throws(NpyError) {
    dataOffset = try Self.size(prefix: bytes)
    guard bytes.count >= dataOffset else { throw Self.cutShort }
    var parser = NpyHeaderParser(bytes[Self.descriptionStart(version: bytes[6])...])
    let description = try parser.parse()
    let element = try MapElement(description.descriptor)
    let shape = description.shape
    guard shape.count == 2, shape.allSatisfy({ $0 > 0 }) else {
      throw NpyError(reason: "has the shape \(shape); a map has two dimensions, rows and columns")
    }
    let (rows, columns) = (shape[0], shape[1])
    // Divides, for a product of absurd dimensions could overflow.
    let available = max(0, fileSize - dataOffset)
    guard rows <= available / element.size / columns else {
      throw NpyError(
        reason:
          "is cut short: a map of shape \(shape) and \(element.size) bytes an element does not "
          + "fit the \(available) bytes after the header")
    }
    layout = MapLayout(
      element: element, rows: rows, columns: columns, isColumnMajor: description.isFortranOrder)
  }

  /// Version 1 has the description's length in 2 bytes, versions 2 and 3 in 4.
  private static func descriptionStart(version: UInt8) -> Int { version == 1 ? 10 : 12 }

  private static let cutShort = NpyError(reason: "is cut short inside its header")
}
