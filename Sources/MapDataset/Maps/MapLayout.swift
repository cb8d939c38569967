/// How a map's numbers lie in memory or in a file.
struct MapLayout: Equatable {
  let element: MapElement
  let rows: Int
  let columns: Int
  /// Whether columns lie one after another instead of rows.
  let isColumnMajor: Bool

  /// Rows and columns.
  var shape: [Int] { [rows, columns] }

  /// The number of elements.
  var count: Int { rows * columns }

  /// The bytes of all elements.
  var byteCount: Int { count * element.size }

  /// Decodes the numbers in `bytes` from `offset` on into the start of `values`, row after row.
  func decode(_ bytes: RawSpan, at offset: Int, into values: inout [Double]) {
    values.makeRoom(count)
    let bytes = bytes.extracting(offset..<offset + byteCount)
    var values = values.mutableSpan
    switch (element.kind, element.size) {
    case (.float, 2): decode(bytes, &values) { Double(Float16(bitPattern: $0)) }
    case (.float, 4): decode(bytes, &values) { Double(Float(bitPattern: $0)) }
    case (.float, _): decode(bytes, &values) { Double(bitPattern: $0) }
    case (.boolean, _): decode(bytes, &values) { (bits: UInt8) in bits == 0 ? 0 : 1 }
    case (.signedInteger, 1): decode(bytes, &values) { Double(Int8(bitPattern: $0)) }
    case (.signedInteger, 2): decode(bytes, &values) { Double(Int16(bitPattern: $0)) }
    case (.signedInteger, 4): decode(bytes, &values) { Double(Int32(bitPattern: $0)) }
    case (.signedInteger, _): decode(bytes, &values) { Double(Int64(bitPattern: $0)) }
    case (.unsignedInteger, 1): decode(bytes, &values) { (bits: UInt8) in Double(bits) }
    case (.unsignedInteger, 2): decode(bytes, &values) { (bits: UInt16) in Double(bits) }
    case (.unsignedInteger, 4): decode(bytes, &values) { (bits: UInt32) in Double(bits) }
    case (.unsignedInteger, _): decode(bytes, &values) { (bits: UInt64) in Double(bits) }
    }
  }

  @inline(__always)
  private func decode<Bits: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: RawSpan, _ values: inout MutableSpan<Double>, _ number: (Bits) -> Double
  ) {
    func element(_ index: Int) -> Bits {
      bytes.unsafeLoadUnaligned(fromByteOffset: index * MemoryLayout<Bits>.size, as: Bits.self)
    }
    if !isColumnMajor && !self.element.isBigEndian {
      for index in 0..<count { values[index] = number(Bits(littleEndian: element(index))) }
      return
    }
    let rowStride = isColumnMajor ? 1 : columns
    let columnStride = isColumnMajor ? rows : 1
    for row in 0..<rows {
      for column in 0..<columns {
        let bits = element(row * rowStride + column * columnStride)
        values[row * columns + column] = number(
          self.element.isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits))
      }
    }
  }
}
