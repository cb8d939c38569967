extension CoordinatorMessage {
  /// The message as bytes.
  var encoded: [UInt8] {
    var writer = WireWriter()
    switch self {
    case .start(let trial):
      writer.write(UInt8(0))
      writer.write(trial)
    case .stop(let trial):
      writer.write(UInt8(1))
      writer.write(trial)
    case .shutDown: writer.write(UInt8(2))
    }
    return writer.bytes
  }

  /// Reads `encoded` back.
  init(decoding bytes: [UInt8]) throws(WireReader.Malformed) {
    var reader = WireReader(bytes)
    switch try reader.byte() {
    case 0: self = .start(trial: try reader.integer())
    case 1: self = .stop(trial: try reader.integer())
    case 2: self = .shutDown
    default: throw WireReader.Malformed()
    }
    try reader.finish()
  }
}
