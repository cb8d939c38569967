/// The arguments of instructions.
extension PickleReader {
  mutating func take(_ count: Int) throws(ContentError) -> ByteView {
    let part = try bytes.view(position, count)
    position += count
    return part
  }

  /// Reads a byte string; of a long one, which nothing here needs, only that it is there.
  mutating func bytes(_ count: Int) throws(ContentError) {
    let field = try take(count)
    stack.append(count <= 8 ? .bytes(PickleDocument.digits(field.memory)) : .opaque("bytes"))
  }

  mutating func integer<Value: FixedWidthInteger>(
    _ type: Value.Type
  ) throws(ContentError) -> Value {
    try take(MemoryLayout<Value>.size).integer(type, at: 0)
  }

  mutating func size() throws(ContentError) -> Int { try take(8).size(at: 0) }

  /// The text up to the next line feed, which is passed.
  mutating func line() throws(ContentError) -> String {
    let start = position
    while try integer(UInt8.self) != UInt8(ascii: "\n") {}
    return try bytes.view(start, position - 1 - start).text
  }

  /// A number written as text: `01` is true, `12L` a long integer.
  func number(_ text: String) throws(ContentError) -> PickleValue {
    if text == "00" || text == "01" { return .boolean(text == "01") }
    let digits = text.hasSuffix("L") ? text.dropLast() : text[...]
    guard let integer = Int(digits) else {
      throw .damaged("its pickle has '\(text.prefix(30))' for an integer")
    }
    return .integer(integer)
  }

  /// An integer of `size` bytes in two's complement; one that needs more than eight is opaque.
  mutating func long(_ size: Int) throws(ContentError) -> PickleValue {
    let field = try take(size)
    if size > 8 { return .opaque("a long integer") }
    var value = 0
    for index in 0..<size {
      value |= Int(try field.integer(UInt8.self, at: index)) << (8 * index)
    }
    let unused = size == 0 ? 0 : 64 - 8 * size
    return .integer((value << unused) >> unused)
  }
}
