import Files

/// Reads a CSV file record by record, in memory that does not grow with the file.
///
/// Strict RFC 4180: quoted fields may hold commas, line ends and doubled quotes; a stray quote is
/// an error. Lines end with LF, CRLF or CR; a UTF-8 byte-order mark and blank lines are skipped.
struct CSVReader: ~Copyable {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private let file: ReadableFile
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)
  private var position = 0
  private var filled = 0
  private var offset = 0
  private var line = 1

  /// Opens the file at `path`.
  init(path: String) throws(DatasetError) {
    file = try .open(path)
  }

  /// Reads the next record; false at the end of the file.
  mutating func next(_ record: inout CSVRecord) throws(DatasetError) -> Bool {
    repeat {
      if try peek() == nil { return false }
      record.begin(line: line)
      repeat {
        if try peek() == Self.quote {
          try readQuotedField(&record)
        } else {
          try readPlainField(&record)
        }
        record.endField()
      } while try !endsRecord()
    } while record.isBlank
    return true
  }

  private mutating func readPlainField(_ record: inout CSVRecord) throws(DatasetError) {
    while try peek() != nil {
      let start = position
      while position < filled, !Self.isSpecial(buffer[position]) { position += 1 }
      record.append(buffer[start..<position])
      if position == filled { continue }
      if buffer[position] != Self.quote { return }
      throw malformed(
        "row \(record.line) has a quote inside a field; put the field in quotes and double those in it"
      )
    }
  }

  private mutating func readQuotedField(_ record: inout CSVRecord) throws(DatasetError) {
    position += 1
    while try peek() != nil {
      let start = position
      while position < filled, buffer[position] != Self.quote {
        if buffer[position] == Self.lineFeed { line += 1 }
        position += 1
      }
      record.append(buffer[start..<position])
      if position == filled { continue }
      position += 1
      guard try peek() == Self.quote else { return }
      record.append([Self.quote])
      position += 1
    }
    throw malformed("row \(record.line) has a quoted field that is never closed")
  }

  /// Steps over what follows a field: false after a comma, true after a line end or the file's.
  private mutating func endsRecord() throws(DatasetError) -> Bool {
    guard let byte = try peek() else { return true }
    position += 1
    switch byte {
    case Self.comma: return false
    case Self.lineFeed: break
    case Self.carriageReturn:
      if try peek() == Self.lineFeed { position += 1 }
    default:
      throw malformed("row \(line) has text after a closing quote; double the quotes in a field")
    }
    line += 1
    return true
  }

  /// The next byte, without stepping over it; nil at the end of the file.
  private mutating func peek() throws(DatasetError) -> UInt8? {
    if position == filled {
      filled = try file.fill(&buffer, at: offset, count: buffer.count)
      let hasMark = offset == 0 && buffer[..<filled].starts(with: Self.byteOrderMark)
      position = hasMark ? Self.byteOrderMark.count : 0
      offset += filled
    }
    return position < filled ? buffer[position] : nil
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == comma || byte == lineFeed || byte == carriageReturn || byte == quote
  }

  private func malformed(_ reason: String) -> DatasetError { .malformed(file.path, reason) }
}
