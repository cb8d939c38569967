import Experiment

extension WorkerMessage {
  /// The message as bytes.
  var encoded: [UInt8] {
    var writer = WireWriter()
    switch self {
    case .ready: writer.write(UInt8(0))
    case .epochs(let trial, let records):
      writer.write(UInt8(1))
      writer.write(trial)
      writer.write(records) { $0.write($1) }
    case .ended(let result):
      writer.write(UInt8(2))
      writer.write(result)
    case .stopped(let trial):
      writer.write(UInt8(3))
      writer.write(trial)
    case .broken(let error):
      writer.write(UInt8(4))
      writer.write(Int(error.kind.rawValue))
      writer.write(error.description)
    }
    return writer.bytes
  }

  /// Reads `encoded` back.
  init(decoding bytes: [UInt8]) throws(WireReader.Malformed) {
    var reader = WireReader(bytes)
    switch try reader.byte() {
    case 0: self = .ready
    case 1:
      self = .epochs(
        trial: try reader.integer(),
        try reader.array { (reader) throws(WireReader.Malformed) in try reader.epochRecord() })
    case 2: self = .ended(try reader.trialResult())
    case 3: self = .stopped(trial: try reader.integer())
    case 4:
      let code = try reader.integer()
      guard let kind = Int32(exactly: code).flatMap(ExperimentError.Kind.init) else {
        throw WireReader.Malformed()
      }
      self = .broken(ExperimentError(kind, try reader.string()))
    default: throw WireReader.Malformed()
    }
    try reader.finish()
  }
}
