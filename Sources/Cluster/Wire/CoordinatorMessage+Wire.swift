extension WireWriter {
  mutating func write(_ message: CoordinatorMessage) {
    switch message {
    case .start(let assignment):
      write(UInt8(0))
      write(assignment.trial)
      write(assignment.point) { $0.write($1) }
      write(assignment.rule)
    case .stop(let trial):
      write(UInt8(1))
      write(trial)
    case .shutDown: write(UInt8(2))
    case .prune(let trial):
      write(UInt8(3))
      write(trial)
    }
  }
}

extension WireReader {
  mutating func coordinatorMessage() throws(Malformed) -> CoordinatorMessage {
    switch try byte() {
    case 0:
      .start(
        .init(
          trial: try trial(), point: try array { (reader) throws(Malformed) in try reader.real() },
          rule: try rule()))
    case 1: .stop(try trial())
    case 2: .shutDown
    case 3: .prune(try trial())
    default: throw Malformed()
    }
  }
}
