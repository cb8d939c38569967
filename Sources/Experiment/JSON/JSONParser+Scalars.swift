import NamedSettings
import NeuralNetwork

extension JSONParser {
  /// Reads `true`, `false` or `null`.
  mutating func word() throws(Malformed) -> SettingValue {
    let words: [(name: String, value: SettingValue)] = [
      ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
    ]
    for word in words where text[position...].starts(with: word.name.utf8) {
      position += word.name.utf8.count
      return word.value
    }
    throw malformed("expected a value")
  }

  /// Reads a number; whole ones become integers, however they are written.
  mutating func number() throws(Malformed) -> SettingValue {
    let start = position
    _ = skip("-")
    if !skip("0") { try digits() }
    var isWhole = true
    if skip(".") {
      isWhole = false
      try digits()
    }
    if skip("e") || skip("E") {
      isWhole = false
      if !skip("+") { _ = skip("-") }
      try digits()
    }
    let digits = String(decoding: text[start..<position], as: UTF8.self)
    if isWhole, let integer = Int(digits) { return .integer(integer) }
    guard let real = Double(digits), real.isFinite else {
      throw malformed("\(digits) is too large a number", at: start)
    }
    return .number(real)
  }

  private mutating func digits() throws(Malformed) {
    let start = position
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    if position == start { throw malformed("expected a digit") }
  }

  /// Reads text in double quotes.
  mutating func string() throws(Malformed) -> String {
    let start = position
    var bytes: [UInt8] = []
    position += 1
    while !skip("\"") {
      guard let byte = peek else { throw malformed("this text has no closing quote", at: start) }
      if byte < 0x20 {
        throw malformed("expected the closing quote of the text before the end of the line")
      }
      position += 1
      if byte == UInt8(ascii: "\\") {
        bytes += Array(String(try escaped()).utf8)
      } else {
        bytes.append(byte)
      }
    }
    guard let string = String(validating: bytes, as: UTF8.self) else {
      throw malformed("this text is not UTF-8", at: start)
    }
    return string
  }

  /// Reads what follows a backslash.
  private mutating func escaped() throws(Malformed) -> Unicode.Scalar {
    let characters: [(name: Unicode.Scalar, value: Unicode.Scalar)] = [
      ("\"", "\""), ("\\", "\\"), ("/", "/"), ("n", "\n"), ("t", "\t"), ("r", "\r"),
      ("b", "\u{8}"), ("f", "\u{C}"),
    ]
    for character in characters where skip(character.name) { return character.value }
    let start = position - 1
    guard skip("u") else { throw malformed("unknown escape; write a backslash as \\\\", at: start) }
    var code = try hexadecimal()
    // A character beyond the first 65,536 is written as two halves.
    if (0xD800..<0xDC00).contains(code), skip("\\"), skip("u") {
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else {
        throw malformed("half a character", at: start)
      }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw malformed("half a character", at: start) }
    return scalar
  }

  private mutating func hexadecimal() throws(Malformed) -> UInt32 {
    let digits = text[position...].prefix(4).map { Unicode.Scalar($0) }
    guard digits.count == 4, digits.allSatisfy({ $0.properties.isASCIIHexDigit }),
      let code = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
    else { throw malformed("expected four hexadecimal digits after \\u") }
    position += 4
    return code
  }
}
