/// The central directory of a zip archive.
enum ZipDirectory {
  /// Reads all entries of the directory.
  static func entries(_ file: ByteView) throws(ContentError) -> [ZipArchiveReader.Entry] {
    let end = try endRecord(file)
    var (count, size, offset) = (
      Int(try file.integer(UInt16.self, at: end + 10)),
      Int(try file.integer(UInt32.self, at: end + 12)),
      Int(try file.integer(UInt32.self, at: end + 16))
    )
    let locator = end - ZipLayout.zip64LocatorSize
    if locator >= 0, try file.integer(UInt32.self, at: locator) == ZipLayout.zip64Locator {
      let zip64End = try file.size(at: locator + 8)
      guard try file.integer(UInt32.self, at: zip64End) == ZipLayout.zip64End else {
        throw .damaged("its 64-bit end record is not where the locator says")
      }
      count = try file.size(at: zip64End + 32)
      size = try file.size(at: zip64End + 40)
      offset = try file.size(at: zip64End + 48)
    }

    let directory = try file.view(offset, size)
    var entries: [ZipArchiveReader.Entry] = []
    var position = 0
    for _ in 0..<count {
      entries.append(try entry(directory, at: &position))
    }
    return entries
  }

  /// The offset of the end record, behind which only a comment may stand.
  private static func endRecord(_ file: ByteView) throws(ContentError) -> Int {
    var offset = file.count - ZipLayout.endSize
    let lowest = max(offset - Int(UInt16.max), 0)
    while offset >= lowest {
      if try file.integer(UInt32.self, at: offset) == ZipLayout.end {
        let comment = Int(try file.integer(UInt16.self, at: offset + 20))
        if offset + ZipLayout.endSize + comment == file.count { return offset }
      }
      offset -= 1
    }
    throw .damaged("its end is missing")
  }

  private static func entry(
    _ directory: ByteView, at position: inout Int
  ) throws(ContentError) -> ZipArchiveReader.Entry {
    let header = try directory.view(position, ZipLayout.centralHeaderSize)
    guard try header.integer(UInt32.self, at: 0) == ZipLayout.centralHeader else {
      throw .damaged("its directory is broken")
    }
    let nameSize = Int(try header.integer(UInt16.self, at: 28))
    let extraSize = Int(try header.integer(UInt16.self, at: 30))
    let commentSize = Int(try header.integer(UInt16.self, at: 32))
    let nameOffset = position + ZipLayout.centralHeaderSize
    let name = try directory.view(nameOffset, nameSize).text
    let extra = try directory.view(nameOffset + nameSize, extraSize)
    position = nameOffset + nameSize + extraSize + commentSize

    let isEncrypted = try header.integer(UInt16.self, at: 8) & ZipLayout.encrypted != 0
    let isCompressed = try header.integer(UInt16.self, at: 10) != 0
    var entry = ZipArchiveReader.Entry(
      name: name, headerOffset: Int(try header.integer(UInt32.self, at: 42)),
      size: Int(try header.integer(UInt32.self, at: 24)),
      checksum: try header.integer(UInt32.self, at: 16),
      isStored: !isEncrypted && !isCompressed)
    let storedSize = Int(try header.integer(UInt32.self, at: 20))
    try widen(&entry, storedSize: storedSize, extra)
    return entry
  }

  /// Takes from the extra field the 64-bit values of those that do not fit 32 bits.
  private static func widen(
    _ entry: inout ZipArchiveReader.Entry, storedSize: Int, _ extra: ByteView
  ) throws(ContentError) {
    let tooLarge = Int(UInt32.max)
    guard entry.size == tooLarge || entry.headerOffset == tooLarge else { return }
    var position = 0
    while position < extra.count {
      let identifier = try extra.integer(UInt16.self, at: position)
      let fieldSize = Int(try extra.integer(UInt16.self, at: position + 2))
      let field = try extra.view(position + 4, fieldSize)
      position += 4 + fieldSize
      guard identifier == ZipLayout.zip64Extra else { continue }
      var next = 0
      if entry.size == tooLarge {
        entry.size = try field.size(at: next)
        next += 8
      }
      if storedSize == tooLarge { next += 8 }
      if entry.headerOffset == tooLarge { entry.headerOffset = try field.size(at: next) }
      return
    }
    throw .damaged("the entry '\(entry.name)' lacks its 64-bit sizes")
  }
}
