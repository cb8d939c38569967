/// The records of a zip archive: signatures and sizes.
///
/// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", 4.3.
enum ZipLayout {
  static let localHeader: UInt32 = 0x0403_4B50
  static let localHeaderSize = 30
  static let dataDescriptor: UInt32 = 0x0807_4B50
  static let centralHeader: UInt32 = 0x0201_4B50
  static let centralHeaderSize = 46
  static let end: UInt32 = 0x0605_4B50
  static let endSize = 22
  static let zip64End: UInt32 = 0x0606_4B50
  static let zip64EndSize = 56
  static let zip64Locator: UInt32 = 0x0706_4B50
  static let zip64LocatorSize = 20
  /// The identifier of the extra field with 64-bit sizes.
  static let zip64Extra: UInt16 = 1
  /// Flag bit 0: the data is encrypted.
  static let encrypted: UInt16 = 1 << 0
  /// Flag bit 3: checksum and sizes follow the data.
  static let descriptorFollows: UInt16 = 1 << 3
  /// Flag bit 11: the name is UTF-8.
  static let nameIsUTF8: UInt16 = 1 << 11
}
