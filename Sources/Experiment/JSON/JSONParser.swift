import NamedSettings
import NeuralNetwork

/// Reads a JSON text (RFC 8259) as the value of a configuration.
///
/// Unlike Foundation's reader it refuses a key that stands twice in an object, where one of the two values
/// would silently win, and says of every mistake where it is.
struct JSONParser {
  /// A text that is not JSON: where it stops being so, and why.
  struct Malformed: Error, Equatable, CustomStringConvertible {
    let line: Int
    let column: Int
    let reason: String

    var description: String { "line \(line), column \(column): \(reason)" }
  }

  /// No configuration comes near; without a limit a hostile text could exhaust the stack.
  private static let greatestDepth = 100
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  let text: [UInt8]
  var position = 0
  private var depth = 0

  private init(_ text: [UInt8]) { self.text = text }

  /// The one value that `text` holds.
  static func value(of text: [UInt8]) throws(Malformed) -> SettingValue {
    var parser = JSONParser(text)
    if text.starts(with: byteOrderMark) { parser.position = byteOrderMark.count }
    let value = try parser.value()
    parser.skipSpace()
    if parser.peek != nil { throw parser.malformed("expected nothing more after the value") }
    return value
  }

  /// The byte at the position; nil at the end.
  var peek: UInt8? { position < text.count ? text[position] : nil }

  /// Steps over `character` if it is next.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// An error at `position`, or at the current one.
  func malformed(_ reason: String, at position: Int? = nil) -> Malformed {
    let before = text[..<(position ?? self.position)]
    let lines = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let column = String(decoding: lines.last ?? [], as: UTF8.self).count + 1
    return Malformed(line: lines.count, column: column, reason: reason)
  }

  private mutating func skipSpace() {
    while let byte = peek, " \t\r\n".utf8.contains(byte) { position += 1 }
  }

  private mutating func value() throws(Malformed) -> SettingValue {
    skipSpace()
    guard let byte = peek else { throw malformed("expected a value, found the end of the file") }
    switch Character(Unicode.Scalar(byte)) {
    case "{": return try nested { (parser) throws(Malformed) in try parser.object() }
    case "[": return try nested { (parser) throws(Malformed) in try parser.array() }
    case "\"": return .string(try string())
    case "-", "0"..."9": return try number()
    default: return try word()
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(Malformed) -> SettingValue
  ) throws(Malformed) -> SettingValue {
    if depth == Self.greatestDepth {
      throw malformed("lists and objects may be nested \(Self.greatestDepth) deep, no more")
    }
    depth += 1
    defer { depth -= 1 }
    position += 1
    return try read(&self)
  }

  private mutating func object() throws(Malformed) -> SettingValue {
    var members: [String: SettingValue] = [:]
    skipSpace()
    if skip("}") { return .object(members) }
    repeat {
      skipSpace()
      let start = position
      guard peek == UInt8(ascii: "\"") else { throw malformed("expected a key in double quotes") }
      let key = try string()
      skipSpace()
      guard skip(":") else { throw malformed("expected a colon after the key \"\(key)\"") }
      if members.updateValue(try value(), forKey: key) != nil {
        throw malformed("the key \"\(key)\" stands here for the second time", at: start)
      }
      skipSpace()
    } while skip(",")
    guard skip("}") else { throw malformed("expected a comma or a closing brace") }
    return .object(members)
  }

  private mutating func array() throws(Malformed) -> SettingValue {
    var elements: [SettingValue] = []
    skipSpace()
    if skip("]") { return .array(elements) }
    repeat {
      elements.append(try value())
      skipSpace()
    } while skip(",")
    guard skip("]") else { throw malformed("expected a comma or a closing bracket") }
    return .array(elements)
  }
}
