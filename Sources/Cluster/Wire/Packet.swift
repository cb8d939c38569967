/// Messages as bytes, several in one packet where they are short.
enum Packet {
  /// Below what MPI sends at once, without a word from the other side: 4 KiB in shared memory.
  private static let usualSize = 3500

  static func encode(_ messages: [CoordinatorMessage]) -> [[UInt8]] {
    encode(messages) { $0.write($1) }
  }

  static func encode(_ messages: [WorkerMessage]) -> [[UInt8]] {
    encode(messages) { $0.write($1) }
  }

  static func decodeCoordinatorMessages(
    _ bytes: [UInt8]
  ) throws(WireReader.Malformed) -> [CoordinatorMessage] {
    try decode(bytes) { (reader) throws(WireReader.Malformed) in try reader.coordinatorMessage() }
  }

  static func decodeWorkerMessages(
    _ bytes: [UInt8]
  ) throws(WireReader.Malformed) -> [WorkerMessage] {
    try decode(bytes) { (reader) throws(WireReader.Malformed) in try reader.workerMessage() }
  }

  private static func encode<Message>(
    _ messages: [Message], _ write: (inout WireWriter, Message) -> Void
  ) -> [[UInt8]] {
    var packets: [[UInt8]] = []
    var writer = WireWriter()
    for message in messages {
      let start = writer.bytes.count
      write(&writer, message)
      guard writer.bytes.count > usualSize, start > 0 else { continue }
      packets.append(Array(writer.bytes[..<start]))
      writer = WireWriter(Array(writer.bytes[start...]))
    }
    if !writer.bytes.isEmpty { packets.append(writer.bytes) }
    return packets
  }

  private static func decode<Message>(
    _ bytes: [UInt8], _ read: (inout WireReader) throws(WireReader.Malformed) -> Message
  ) throws(WireReader.Malformed) -> [Message] {
    var reader = WireReader(bytes)
    var messages: [Message] = []
    while !reader.isAtEnd { messages.append(try read(&reader)) }
    return messages
  }
}
