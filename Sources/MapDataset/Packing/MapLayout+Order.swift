extension MapLayout {
  /// Appends the numbers in `bytes` from `offset` on to `output`, bit for bit, but little-endian and row
  /// after row.
  func appendInOrder(_ bytes: RawSpan, at offset: Int, to output: inout [UInt8]) {
    let bytes = bytes.extracting(offset..<offset + byteCount)
    if !isColumnMajor && (!element.isBigEndian || element.size == 1) {
      bytes.withUnsafeBytes { output.append(contentsOf: $0) }
      return
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let index = isColumnMajor ? column * rows + row : row * columns + column
        for byte in 0..<element.size {
          let place = element.isBigEndian ? element.size - 1 - byte : byte
          output.append(
            bytes.unsafeLoad(fromByteOffset: index * element.size + place, as: UInt8.self))
        }
      }
    }
  }
}
