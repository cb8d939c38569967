/// Single numbers of NumPy's, such as `numpy.float64`: a type's name and the number's bytes.
extension PickleDocument {
  /// What `_codecs.encode(text, 'latin1')` returns, in which Python 2's protocol hides bytes.
  static func encoded(_ text: String, _ codec: PickleValue?) -> PickleValue? {
    let characters = text.unicodeScalars.prefix(9)
    guard codec?.string == "latin1", characters.count <= 8 else { return nil }
    var bytes: [UInt8] = []
    for character in characters {
      guard let byte = UInt8(exactly: character.value) else { return nil }
      bytes.append(byte)
    }
    return .bytes(digits(bytes))
  }

  /// Up to eight bytes as the digits of a little-endian number.
  static func digits(_ bytes: some BidirectionalCollection<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The number of the type `name` whose bytes are `digits`; nil for other types than those of real
  /// numbers.
  static func number(_ name: String, _ digits: UInt64) -> PickleValue? {
    switch name {
    case "f8": .real(Double(bitPattern: digits))
    case "f4": .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: digits))))
    case "f2": .real(Double(Float16(bitPattern: UInt16(truncatingIfNeeded: digits))))
    case "i8": .integer(Int(Int64(truncatingIfNeeded: digits)))
    case "i4": .integer(Int(Int32(truncatingIfNeeded: digits)))
    case "i2": .integer(Int(Int16(truncatingIfNeeded: digits)))
    case "i1": .integer(Int(Int8(truncatingIfNeeded: digits)))
    case "u8", "u4", "u2", "u1": Int(exactly: digits).map(PickleValue.integer)
    case "b1": .boolean(digits != 0)
    default: nil
    }
  }
}
