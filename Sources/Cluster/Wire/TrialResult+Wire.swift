import Experiment

extension WireWriter {
  mutating func write(_ result: TrialResult) {
    write(result.trial)
    write(result.state.rawValue)
    write(result.epochs)
    write(result.bestEpoch)
    write(result.metric)
    write(result.losses) { $0.write($1) }
    write(result.failure != nil)
    if let failure = result.failure { write(failure) }
    write(result.values) { $0.write($1) }
    write(result.modelFiles) { $0.write($1) }
    write(result.timing.host)
    write(result.timing.start)
    write(result.timing.seconds)
    write(result.timing.samplesPerSecond)
  }
}

extension WireReader {
  mutating func trialResult() throws(Malformed) -> TrialResult {
    let trial = try trial()
    guard let state = TrialResult.State(rawValue: try string()) else { throw Malformed() }
    return TrialResult(
      trial: trial, state: state, epochs: try integer(), bestEpoch: try integer(),
      metric: try real(), losses: try array { (reader) throws(Malformed) in try reader.real() },
      failure: try bool() ? try error() : nil,
      values: try array { (reader) throws(Malformed) in try reader.intermediateValue() },
      modelFiles: try array { (reader) throws(Malformed) in try reader.string() },
      timing: .init(
        host: try string(), start: try real(), seconds: try real(), samplesPerSecond: try real()))
  }
}
