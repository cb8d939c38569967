extension NpyHeader {
  /// Decodes the elements in `bytes`, the file's content from `dataOffset` on, row after row.
  func decode(_ bytes: RawSpan) -> [Double] {
    switch (dataType.kind, dataType.size) {
    case (.float, 2): decode(bytes) { Double(Float16(bitPattern: $0)) }
    case (.float, 4): decode(bytes) { Double(Float(bitPattern: $0)) }
    case (.float, _): decode(bytes) { Double(bitPattern: $0) }
    case (.boolean, _): decode(bytes) { (bits: UInt8) in bits == 0 ? 0 : 1 }
    case (.signedInteger, 1): decode(bytes) { Double(Int8(bitPattern: $0)) }
    case (.signedInteger, 2): decode(bytes) { Double(Int16(bitPattern: $0)) }
    case (.signedInteger, 4): decode(bytes) { Double(Int32(bitPattern: $0)) }
    case (.signedInteger, _): decode(bytes) { Double(Int64(bitPattern: $0)) }
    case (.unsignedInteger, 1): decode(bytes) { (bits: UInt8) in Double(bits) }
    case (.unsignedInteger, 2): decode(bytes) { (bits: UInt16) in Double(bits) }
    case (.unsignedInteger, 4): decode(bytes) { (bits: UInt32) in Double(bits) }
    case (.unsignedInteger, _): decode(bytes) { (bits: UInt64) in Double(bits) }
    }
  }

  private func decode<Bits: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: RawSpan, _ number: (Bits) -> Double
  ) -> [Double] {
    let rowStride = isFortranOrder ? 1 : columns
    let columnStride = isFortranOrder ? rows : 1
    var values = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let element = row * rowStride + column * columnStride
        let bits = bytes.unsafeLoadUnaligned(
          fromByteOffset: element * MemoryLayout<Bits>.size, as: Bits.self)
        values[row * columns + column] = number(
          dataType.isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits))
      }
    }
    return values
  }
}
