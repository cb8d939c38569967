/// Reads the Python dictionary in an `.npy` file's header, and nothing else of Python.
///
/// Source: NumPy's "A simple file format for NumPy arrays" (NEP 1).
struct NpyHeaderParser {
  private var text: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { self.text = text }

  /// The element type, whether columns come first, and the shape.
  mutating func parse() throws(NpyError) -> (
    descriptor: String, isFortranOrder: Bool, shape: [Int]
  ) {
    var descriptor: String?
    var isFortranOrder: Bool?
    var shape: [Int]?
    try expect("{")
    while !skip("}") {
      let key = try string()
      try expect(":")
      switch key {
      case "descr" where descriptor == nil:
        if skip("[") {
          throw NpyError(reason: "holds records (a structured dtype); save one field as float64")
        }
        descriptor = try string()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = try boolean()
      case "shape" where shape == nil: shape = try tuple()
      default: throw Self.malformed
      }
      if !skip(",") {
        try expect("}")
        break
      }
    }
    skipSpaces()
    guard text.isEmpty, let descriptor, let isFortranOrder, let shape else { throw Self.malformed }
    return (descriptor, isFortranOrder, shape)
  }

  private mutating func string() throws(NpyError) -> String {
    skipSpaces()
    guard let quote = text.popFirst(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""),
      let end = text.firstIndex(of: quote)
    else { throw Self.malformed }
    defer { text = text[(end + 1)...] }
    return String(decoding: text[..<end], as: UTF8.self)
  }

  private mutating func boolean() throws(NpyError) -> Bool {
    if skip("True") { return true }
    try expect("False")
    return false
  }

  private mutating func tuple() throws(NpyError) -> [Int] {
    var numbers: [Int] = []
    try expect("(")
    while !skip(")") {
      skipSpaces()
      let digits = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let number = Int(String(decoding: digits, as: UTF8.self)) else { throw Self.malformed }
      numbers.append(number)
      text = text[digits.endIndex...]
      if !skip(",") {
        try expect(")")
        break
      }
    }
    return numbers
  }

  private mutating func expect(_ token: String) throws(NpyError) {
    if !skip(token) { throw Self.malformed }
  }

  /// Steps over spaces, and over `token` if it comes next.
  private mutating func skip(_ token: String) -> Bool {
    skipSpaces()
    guard text.starts(with: token.utf8) else { return false }
    text = text.dropFirst(token.utf8.count)
    return true
  }

  private mutating func skipSpaces() {
    text = text.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
  }

  private static let malformed = NpyError(
    reason: "its header is not a dictionary of descr, fortran_order and shape")
}
