import Experiment

extension WireWriter {
  mutating func write(_ message: WorkerMessage) {
    switch message {
    case .ready: write(UInt8(0))
    case .epochs(let trial, let records):
      write(UInt8(1))
      write(trial)
      write(records) { $0.write($1) }
    case .ended(let result):
      write(UInt8(2))
      write(result)
    case .stopped(let trial):
      write(UInt8(3))
      write(trial)
    case .broken(let error):
      write(UInt8(4))
      write(error)
    }
  }
}

extension WireReader {
  mutating func workerMessage() throws(Malformed) -> WorkerMessage {
    switch try byte() {
    case 0: return .ready
    case 1:
      return .epochs(
        try trial(), try array { (reader) throws(Malformed) in try reader.epochRecord() })
    case 2: return .ended(try trialResult())
    case 3: return .stopped(try trial())
    case 4: return .broken(try error())
    default: throw Malformed()
    }
  }
}
