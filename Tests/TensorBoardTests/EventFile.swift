import Files
import SwiftProtobuf

@testable import TensorBoard

/// The events of a file in TensorFlow's record framing, every checksum verified.
enum EventFile {
  struct Damaged: Error {}

  static func events(_ bytes: [UInt8]) throws -> [Tensorboard_Event] {
    var events: [Tensorboard_Event] = []
    var rest = bytes[...]
    func take(_ count: Int) throws -> [UInt8] {
      guard rest.count >= count else { throw Damaged() }
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    func integer(_ bytes: [UInt8]) -> UInt64 {
      bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    func takeVerified(_ count: Int) throws -> [UInt8] {
      let data = try take(count)
      let checksum = CRC32.castagnoli.checksum(data)
      let masked = (checksum >> 15 | checksum << 17) &+ 0xA282_EAD8
      guard UInt64(masked) == integer(try take(4)) else { throw Damaged() }
      return data
    }
    while !rest.isEmpty {
      let count = Int(integer(try takeVerified(8)))
      events.append(try Tensorboard_Event(serializedBytes: takeVerified(count)))
    }
    return events
  }
}
