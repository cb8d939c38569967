/// Reads back what a `WireWriter` wrote.
struct WireReader {
  /// The bytes end early, or are no message of this program's version.
  struct Malformed: Error {}

  private var rest: ArraySlice<UInt8>

  /// Whether nothing is left.
  var isAtEnd: Bool { rest.isEmpty }

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func byte() throws(Malformed) -> UInt8 {
    guard let byte = rest.popFirst() else { throw Malformed() }
    return byte
  }

  mutating func bool() throws(Malformed) -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw Malformed()
    }
  }

  mutating func integer() throws(Malformed) -> Int {
    let bytes = try take(8)
    return bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func real() throws(Malformed) -> Double {
    Double(bitPattern: UInt64(bitPattern: Int64(try integer())))
  }

  mutating func string() throws(Malformed) -> String {
    let bytes = try take(try integer())
    guard let string = String(validating: bytes, as: UTF8.self) else { throw Malformed() }
    return string
  }

  mutating func array<Element>(
    _ readElement: (inout WireReader) throws(Malformed) -> Element
  ) throws(Malformed) -> [Element] {
    let count = try integer()
    guard count >= 0, count <= rest.count else { throw Malformed() }
    var elements: [Element] = []
    for _ in 0..<count { elements.append(try readElement(&self)) }
    return elements
  }

  private mutating func take(_ count: Int) throws(Malformed) -> ArraySlice<UInt8> {
    guard count >= 0, count <= rest.count else { throw Malformed() }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
