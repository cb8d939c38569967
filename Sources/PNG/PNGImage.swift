import CPNG

/// The first channel of a PNG image: grey, red, or the red of a palette's colours.
///
/// The numbers are those in the file: no gamma, no colour profile. Source: W3C, "Portable Network
/// Graphics (PNG) Specification", 3rd edition.
public struct PNGImage {
  /// The eight bytes that every PNG file starts with.
  public static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The image's shape and the depth of a channel.
  public struct Header: Equatable, Sendable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// Bits a channel, 8 or 16; what has fewer is read as 8.
    public let bits: Int

    /// The number that stands for full brightness: 255 or 65,535.
    public var fullScale: Int { bits == 16 ? 65_535 : 255 }
  }

  /// Reads the header of the image in `bytes`.
  public static func header(_ bytes: Span<UInt8>) throws(PNGError) -> Header {
    var shape = pulsar_png_shape()
    try read(bytes, &shape, nil)
    return Header(rows: Int(shape.rows), columns: Int(shape.columns), bits: Int(shape.bits))
  }

  /// Reads the first channel of the image in `bytes`, row after row, into `values`, which has room
  /// for the rows and columns of `header`, the image's own.
  public static func read(
    _ bytes: Span<UInt8>, _ header: Header, into values: inout [UInt16]
  ) throws(PNGError) {
    precondition(values.count >= header.rows * header.columns, "no room for the image")
    var shape = pulsar_png_shape(
      rows: UInt32(header.rows), columns: UInt32(header.columns), bits: Int32(header.bits))
    let failure: PNGError? = values.withUnsafeMutableBufferPointer { buffer in
      do throws(PNGError) {
        try read(bytes, &shape, buffer.baseAddress)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }

  /// The bytes of an 8-bit grey image; `values` row after row.
  public static func gray(
    _ values: [UInt8], rows: Int, columns: Int
  ) throws(PNGError) -> [UInt8] {
    precondition(values.count == rows * columns, "\(values.count) values for \(rows) x \(columns)")
    var message = [CChar](repeating: 0, count: 64)
    var count = 0
    func write(_ target: UnsafeMutableRawPointer?) throws(PNGError) {
      let code = pulsar_png_write(
        values, UInt32(rows), UInt32(columns), target, &count, &message)
      if code != 0 { throw PNGError(reason: text(message)) }
    }
    try write(nil)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 1)
    defer { memory.deallocate() }
    try write(memory)
    return Array(UnsafeRawBufferPointer(start: memory, count: count))
  }

  private static func read(
    _ bytes: Span<UInt8>, _ shape: inout pulsar_png_shape, _ values: UnsafeMutablePointer<UInt16>?
  ) throws(PNGError) {
    let reason: String? = bytes.withUnsafeBufferPointer { buffer in
      guard buffer.starts(with: signature) else { return "is not a PNG image" }
      var source = pulsar_png_source()
      source.bytes = buffer.baseAddress
      source.count = buffer.count
      if pulsar_png_read(&source, &shape, values) == 0 { return nil }
      return withUnsafeBytes(of: source.message) { text($0) }
    }
    if let reason { throw PNGError(reason: reason) }
  }

  private static func text(_ message: some Sequence<CChar>) -> String {
    text(message.map { UInt8(bitPattern: $0) })
  }

  private static func text(_ message: some Sequence<UInt8>) -> String {
    String(decoding: message.prefix { $0 != 0 }, as: UTF8.self)
  }
}
