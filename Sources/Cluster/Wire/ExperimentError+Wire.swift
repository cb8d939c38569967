import Experiment

extension WireWriter {
  mutating func write(_ error: ExperimentError) {
    write(Int(error.kind.rawValue))
    write(error.description)
  }
}

extension WireReader {
  mutating func error() throws(Malformed) -> ExperimentError {
    let code = try integer()
    guard let kind = Int32(exactly: code).flatMap(ExperimentError.Kind.init) else {
      throw Malformed()
    }
    return ExperimentError(kind, try string())
  }
}
