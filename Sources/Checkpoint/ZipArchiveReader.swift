import Files

/// A zip archive of stored entries, with 32-bit or 64-bit sizes.
struct ZipArchiveReader {
  /// What the central directory says of an entry.
  struct Entry {
    var name: String
    var headerOffset: Int
    var size: Int
    var checksum: UInt32
    /// Whether the data is there as it is, neither compressed nor encrypted.
    var isStored: Bool
  }

  /// The names of the entries, as the central directory orders them.
  let names: [String]
  private let file: ByteView
  private let entries: [String: Entry]

  /// Reads the directory of an archive; no entry's data yet.
  init(_ file: ByteView) throws(ContentError) {
    var entries: [String: Entry] = [:]
    var names: [String] = []
    var total = 0
    for entry in try ZipDirectory.entries(file) {
      guard entries.updateValue(entry, forKey: entry.name) == nil else {
        throw .damaged("it has two entries '\(entry.name)'")
      }
      // Entries that share bytes would let a small file stand for a large one.
      guard entry.size <= file.count - total else {
        throw .damaged("its entries claim more than its \(file.count) bytes")
      }
      total += entry.size
      names.append(entry.name)
    }
    self.file = file
    self.entries = entries
    self.names = names
  }

  /// The data of the entry `name`, its checksum verified.
  func contents(_ name: String) throws(ContentError) -> ByteView {
    guard let entry = entries[name] else { throw .damaged("it lacks the entry '\(name)'") }
    guard entry.isStored else {
      throw ContentError(
        "the entry '\(name)' is compressed or encrypted, which PyTorch never does: "
          + "save the checkpoint again with torch.save")
    }
    let header = entry.headerOffset
    guard try file.integer(UInt32.self, at: header) == ZipLayout.localHeader else {
      throw .damaged("the entry '\(name)' is not where the directory says")
    }
    let nameSize = Int(try file.integer(UInt16.self, at: header + 26))
    let extraSize = Int(try file.integer(UInt16.self, at: header + 28))
    let data = try file.view(
      header + ZipLayout.localHeaderSize + nameSize + extraSize, entry.size)
    guard CRC32.zip.checksum(data.memory.bytes) == entry.checksum else {
      throw .damaged("the checksum of the entry '\(name)' is wrong")
    }
    return data
  }
}
