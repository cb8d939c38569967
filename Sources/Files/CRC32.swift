/// A 32-bit cyclic redundancy check, eight bytes at a time.
///
/// Source: Kounavis and Berry, "A systematic approach to building high performance software-based
/// CRC generators" (2005), known as slicing by eight.
public struct CRC32: Sendable {
  /// The check of zip archives (ISO 3309).
  public static let zip = CRC32(reversedPolynomial: 0xEDB8_8320)
  /// CRC-32C (Castagnoli), the check of TensorBoard's records.
  public static let castagnoli = CRC32(reversedPolynomial: 0x82F6_3B78)

  /// `tables[256 * k + b]`: the remainder of byte `b` followed by `k` zero bytes.
  private let tables: [UInt32]

  private init(reversedPolynomial polynomial: UInt32) {
    var tables = (0..<256 as Range<UInt32>).map { byte in
      (0..<8).reduce(byte) { rest, _ in rest & 1 == 0 ? rest >> 1 : rest >> 1 ^ polynomial }
    }
    for index in 256..<2048 {
      let previous = tables[index - 256]
      tables.append(previous >> 8 ^ tables[Int(previous & 0xFF)])
    }
    self.tables = tables
  }

  /// The checksum of `bytes`.
  public func checksum(_ bytes: RawSpan) -> UInt32 {
    let tables = tables.span
    var rest = UInt32.max
    var offset = 0
    while offset + 8 <= bytes.byteCount {
      let block =
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
        ^ UInt64(rest)
      let near =
        tables[1792 + Int(block & 0xFF)] ^ tables[1536 + Int(block >> 8 & 0xFF)]
        ^ tables[1280 + Int(block >> 16 & 0xFF)] ^ tables[1024 + Int(block >> 24 & 0xFF)]
      let far =
        tables[768 + Int(block >> 32 & 0xFF)] ^ tables[512 + Int(block >> 40 & 0xFF)]
        ^ tables[256 + Int(block >> 48 & 0xFF)] ^ tables[Int(block >> 56)]
      rest = near ^ far
      offset += 8
    }
    while offset < bytes.byteCount {
      let byte = bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
      rest = rest >> 8 ^ tables[Int((rest ^ UInt32(byte)) & 0xFF)]
      offset += 1
    }
    return ~rest
  }

  /// The checksum of `bytes`.
  public func checksum(_ bytes: [UInt8]) -> UInt32 { checksum(bytes.span.bytes) }
}
