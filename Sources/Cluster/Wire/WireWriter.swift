/// Writes numbers and strings one after another, little-endian, for `WireReader` to read back.
struct WireWriter {
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  mutating func write(_ byte: UInt8) { bytes.append(byte) }

  mutating func write(_ bool: Bool) { write(UInt8(bool ? 1 : 0)) }

  mutating func write(_ integer: Int) {
    withUnsafeBytes(of: Int64(integer).littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ real: Double) { write(Int(bitPattern: UInt(real.bitPattern))) }

  mutating func write(_ string: String) {
    write(string.utf8.count)
    bytes.append(contentsOf: string.utf8)
  }

  mutating func write<Element>(
    _ elements: [Element], _ writeElement: (inout WireWriter, Element) -> Void
  ) {
    write(elements.count)
    for element in elements { writeElement(&self, element) }
  }
}
