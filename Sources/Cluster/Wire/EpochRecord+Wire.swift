import Experiment

extension WireWriter {
  mutating func write(_ record: EpochRecord) {
    write(record.epoch)
    write(record.training)
    write(record.trainingEvaluation)
    write(UInt8(record.validation == nil ? 0 : 1))
    if let validation = record.validation { write(validation) }
    write(UInt8(record.isBest ? 1 : 0))
  }

  private mutating func write(_ pass: PassResult) {
    write(pass.losses) { $0.write($1) }
    write(pass.metric)
  }
}

extension WireReader {
  mutating func epochRecord() throws(Malformed) -> EpochRecord {
    let epoch = try integer()
    let training = try passResult()
    let trainingEvaluation = try passResult()
    let validation = try byte() == 0 ? nil : passResult()
    return EpochRecord(
      epoch: epoch, training: training, trainingEvaluation: trainingEvaluation,
      validation: validation, isBest: try byte() == 1)
  }

  private mutating func passResult() throws(Malformed) -> PassResult {
    let losses = try array { (reader) throws(Malformed) in try reader.real() }
    return PassResult(losses: losses, metric: try real())
  }
}
