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
  /// Bit 3, sizes follow the data, and bit 11, names are UTF-8.
  static let flags: UInt16 = 0x0808
  static let encrypted: UInt16 = 1
}
