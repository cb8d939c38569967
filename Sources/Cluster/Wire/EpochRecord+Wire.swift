import Experiment

extension WireWriter {
  mutating func write(_ record: EpochRecord) {
    write(record.epoch)
    write(record.training)
    write(record.trainingEvaluation)
    write(record.validation != nil)
    if let validation = record.validation { write(validation) }
    write(record.isBest)
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
    let validation = try bool() ? passResult() : nil
    return EpochRecord(
      epoch: epoch, training: training, trainingEvaluation: trainingEvaluation,
      validation: validation, isBest: try bool())
  }

  private mutating func passResult() throws(Malformed) -> PassResult {
    let losses = try array { (reader) throws(Malformed) in try reader.real() }
    return PassResult(losses: losses, metric: try real())
  }
}
