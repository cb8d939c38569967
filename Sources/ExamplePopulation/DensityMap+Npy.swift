extension DensityMap {
  /// The map as an `.npy` file of version 1: little-endian float64, row after row.
  ///
  /// Source: NumPy's "A simple file format for NumPy arrays" (NEP 1). The same bytes as
  /// `numpy.save`.
  public var npy: [UInt8] {
    let magic = [0x93] + Array("NUMPY".utf8) + [1, 0]
    let description =
      "{'descr': '<f8', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    // Spaces and a line end bring the header to a multiple of 64 bytes.
    let used = magic.count + 2 + description.utf8.count + 1
    let padding = (64 - used % 64) % 64
    let length = UInt16(description.utf8.count + padding + 1)
    var bytes = magic + [UInt8(length & 0xFF), UInt8(length >> 8)]
    bytes += description.utf8
    bytes += repeatElement(UInt8(ascii: " "), count: padding)
    bytes.append(UInt8(ascii: "\n"))
    bytes.reserveCapacity(bytes.count + 8 * values.count)
    for value in values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
    return bytes
  }
}
