import Files
import Foundation
import NeuralNetwork
import TensorBoard

/// Writes a trial's course as TensorBoard shows it: scalars `<name>/<mode>` and a histogram a parameter.
final class TensorBoardRecorder {
  /// The bytes of events that are kept until they are handed over: few enough to stay in the cache.
  private static let pendingByteLimit = 1 << 17

  private let events: EventFileWriter
  private let labels: [String]
  private let metricName: String

  init(_ setup: TrainingSetup, folder: String) throws(PosixError) {
    labels = setup.labels
    metricName = setup.metric.name
    events = try EventFileWriter(
      directory: folder, hostname: Host.name,
      wallTime: Date().timeIntervalSince1970)
  }

  func add(_ record: EpochRecord, _ network: Network) throws(PosixError) {
    let now = Date().timeIntervalSince1970
    add(record.training, "train", record.epoch, now)
    add(record.trainingEvaluation, "training_denormalized", record.epoch, now)
    if let validation = record.validation { add(validation, "validation", record.epoch, now) }
    for (name, parameter) in network.parameters {
      events.histogram(name, parameter.value, step: record.epoch, wallTime: now)
    }
    if events.pendingByteCount > Self.pendingByteLimit { try events.flush() }
  }

  func flush() throws(PosixError) { try events.flush() }

  private func add(_ pass: PassResult, _ mode: String, _ epoch: Int, _ now: Double) {
    for (label, loss) in zip(labels, pass.losses) {
      events.scalar("\(label)/\(mode)", loss, step: epoch, wallTime: now)
    }
    events.scalar("loss/\(mode)", pass.loss, step: epoch, wallTime: now)
    events.scalar("\(metricName)/\(mode)", pass.metric, step: epoch, wallTime: now)
  }
}
