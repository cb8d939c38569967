/// Bytes that come from a file and may be hostile: every access is checked against their end.
///
/// Does not own the bytes; whoever makes one keeps them alive.
struct ByteView {
  /// The memory, for decoding in bulk.
  let memory: UnsafeRawBufferPointer

  init(_ memory: UnsafeRawBufferPointer) { self.memory = memory }

  var count: Int { memory.count }

  /// The `count` bytes from `offset`.
  func view(_ offset: Int, _ count: Int) throws(ContentError) -> ByteView {
    guard offset >= 0, count >= 0, offset <= self.count, count <= self.count - offset else {
      throw .damaged("\(count) bytes at offset \(offset) lie beyond its \(self.count) bytes")
    }
    return ByteView(UnsafeRawBufferPointer(rebasing: memory[offset..<offset + count]))
  }

  /// The little-endian integer at `offset`.
  func integer<Value: FixedWidthInteger>(
    _ type: Value.Type, at offset: Int
  ) throws(ContentError) -> Value {
    let field = try view(offset, MemoryLayout<Value>.size)
    return Value(littleEndian: field.memory.loadUnaligned(as: Value.self))
  }

  /// The little-endian 64-bit integer at `offset`, as a size or an offset.
  func size(at offset: Int) throws(ContentError) -> Int {
    let value = try integer(UInt64.self, at: offset)
    guard let size = Int(exactly: value) else {
      throw .damaged("it names a size of \(value) bytes")
    }
    return size
  }

  /// The bytes as text; what is not UTF-8 becomes the replacement character.
  var text: String { String(decoding: memory, as: UTF8.self) }
}
