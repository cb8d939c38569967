import Files

/// Writes a zip archive as PyTorch does: stored entries, data aligned to 64 bytes, no time stamps.
///
/// The same entries give the same bytes, and those that PyTorch's own writer gives; but for entries
/// of 4 GiB and more, where that one leaves out a size that the format asks for.
struct ZipArchiveWriter {
  /// The alignment of the entries' data in bytes, PyTorch's `.storage_alignment`.
  static let alignment = 64

  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var entryCount = 0
  /// Sizes and offsets from this on are written with 64 bits.
  private let wideFrom: Int

  /// Starts an archive of about `capacity` bytes.
  ///
  /// `wideFrom` is the format's limit; tests lower it to get 64-bit fields in a small archive.
  init(capacity: Int, wideFrom: Int = Int(UInt32.max)) {
    self.wideFrom = wideFrom
    bytes.reserveCapacity(capacity)
  }

  /// Appends an entry.
  mutating func add(_ name: String, _ data: RawSpan) {
    let offset = bytes.count
    let wideSize = data.byteCount >= wideFrom
    let wideOffset = offset >= wideFrom
    let isWide = wideSize || wideOffset
    var extra: [UInt8] = []
    if isWide {
      extra.append(littleEndian: ZipLayout.zip64Extra)
      extra.append(littleEndian: UInt16((wideSize ? 16 : 0) + (wideOffset ? 8 : 0)))
      if wideSize {
        extra.append(littleEndian: UInt64(data.byteCount))
        extra.append(littleEndian: UInt64(data.byteCount))
      }
      if wideOffset { extra.append(littleEndian: UInt64(offset)) }
    }

    var flags = ZipLayout.nameIsUTF8
    if data.byteCount > 0 { flags |= ZipLayout.descriptorFollows }
    appendLocalHeader(name, flags, extra)
    data.withUnsafeBytes { bytes.append(contentsOf: $0) }
    let checksum = CRC32.zip.checksum(data)
    if data.byteCount > 0 {
      appendDescriptor(checksum, size: data.byteCount, isWide: isWide)
    }

    let size = wideSize ? UInt32.max : UInt32(data.byteCount)
    directory.append(littleEndian: ZipLayout.centralHeader)
    directory.append(littleEndian: UInt32(0))  // versions
    directory.append(littleEndian: flags)
    directory.append(littleEndian: UInt16(0))  // stored
    directory.append(littleEndian: UInt32(0))  // time and date
    directory.append(littleEndian: checksum)
    directory.append(littleEndian: size)
    directory.append(littleEndian: size)
    directory.append(littleEndian: UInt16(name.utf8.count))
    directory.append(littleEndian: UInt16(extra.count))
    directory.append(littleEndian: UInt16(0))  // comment
    directory.append(littleEndian: UInt64(0))  // disk and attributes
    directory.append(littleEndian: wideOffset ? UInt32.max : UInt32(offset))
    directory.append(contentsOf: name.utf8)
    directory.append(contentsOf: extra)
    entryCount += 1
  }

  /// The header before the data; an extra field `FB` pads it so that the data is aligned.
  private mutating func appendLocalHeader(_ name: String, _ flags: UInt16, _ extra: [UInt8]) {
    let unpadded = bytes.count + ZipLayout.localHeaderSize + name.utf8.count + extra.count + 4
    let padding = (Self.alignment - unpadded % Self.alignment) % Self.alignment
    bytes.append(littleEndian: ZipLayout.localHeader)
    bytes.append(littleEndian: UInt16(0))  // version
    bytes.append(littleEndian: flags)
    bytes.append(littleEndian: UInt16(0))  // stored
    bytes.append(littleEndian: UInt32(0))  // time and date
    bytes.append(littleEndian: UInt32(0))  // checksum and sizes follow the data
    bytes.append(littleEndian: UInt64(0))
    bytes.append(littleEndian: UInt16(name.utf8.count))
    bytes.append(littleEndian: UInt16(extra.count + 4 + padding))
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: extra)
    bytes.append(contentsOf: "FB".utf8)
    bytes.append(littleEndian: UInt16(padding))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "Z"), count: padding))
  }

  private mutating func appendDescriptor(_ checksum: UInt32, size: Int, isWide: Bool) {
    bytes.append(littleEndian: ZipLayout.dataDescriptor)
    bytes.append(littleEndian: checksum)
    for _ in 0..<2 {
      if isWide {
        bytes.append(littleEndian: UInt64(size))
      } else {
        bytes.append(littleEndian: UInt32(size))
      }
    }
  }

  /// Appends the directory and returns the whole archive.
  consuming func finish() -> [UInt8] {
    let offset = bytes.count
    let size = directory.count
    bytes.append(contentsOf: directory)
    let zip64End = bytes.count
    bytes.append(littleEndian: ZipLayout.zip64End)
    bytes.append(littleEndian: UInt64(ZipLayout.zip64EndSize - 12))
    bytes.append(littleEndian: UInt16(0x031E))  // written by version 3.0 on Unix, as PyTorch says
    bytes.append(littleEndian: UInt16(45))  // needs version 4.5
    bytes.append(littleEndian: UInt64(0))  // disks
    bytes.append(littleEndian: UInt64(entryCount))
    bytes.append(littleEndian: UInt64(entryCount))
    bytes.append(littleEndian: UInt64(size))
    bytes.append(littleEndian: UInt64(offset))

    bytes.append(littleEndian: ZipLayout.zip64Locator)
    bytes.append(littleEndian: UInt32(0))
    bytes.append(littleEndian: UInt64(zip64End))
    bytes.append(littleEndian: UInt32(1))

    bytes.append(littleEndian: ZipLayout.end)
    bytes.append(littleEndian: UInt32(0))
    bytes.append(littleEndian: UInt16(clamping: entryCount))
    bytes.append(littleEndian: UInt16(clamping: entryCount))
    bytes.append(littleEndian: size >= wideFrom ? UInt32.max : UInt32(size))
    bytes.append(littleEndian: offset >= wideFrom ? UInt32.max : UInt32(offset))
    bytes.append(littleEndian: UInt16(0))
    return bytes
  }
}
