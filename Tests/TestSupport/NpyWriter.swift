/// Makes `.npy` files, version 1.0, of little-endian float64 in C order.
enum NpyWriter {
  /// The bytes of a map of `rows` rows; `values` row after row.
  static func bytes(_ values: [Double], rows: Int) -> [UInt8] {
    let shape = "(\(rows), \(values.count / rows))"
    var header = "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }"
    // The data starts at a multiple of 64; the prefix takes 10 bytes, the line end one.
    header += String(repeating: " ", count: 63 - (header.utf8.count + 10) % 64) + "\n"
    let count = UInt16(header.utf8.count)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(count & 0xFF), UInt8(count >> 8)]
      + Array(header.utf8)
      + values.flatMap { value in
        withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
      }
  }
}
