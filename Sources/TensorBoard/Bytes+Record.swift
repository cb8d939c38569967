import Files

extension [UInt8] {
  /// Appends a record in TensorFlow's framing: the length in eight bytes, its checksum, the data,
  /// its checksum, all little-endian.
  ///
  /// Source: TensorFlow, "TFRecord and tf.train.Example", section "TFRecords format details".
  mutating func append(record data: [UInt8]) {
    let length = Swift.withUnsafeBytes(of: UInt64(data.count).littleEndian) { [UInt8]($0) }
    append(contentsOf: length)
    append(maskedChecksumOf: length)
    append(contentsOf: data)
    append(maskedChecksumOf: data)
  }

  /// The mask keeps the checksum of data that holds checksums from being degenerate.
  private mutating func append(maskedChecksumOf data: [UInt8]) {
    let checksum = CRC32.castagnoli.checksum(data)
    let masked = (checksum >> 15 | checksum << 17) &+ 0xA282_EAD8
    Swift.withUnsafeBytes(of: masked.littleEndian) { append(contentsOf: $0) }
  }
}
