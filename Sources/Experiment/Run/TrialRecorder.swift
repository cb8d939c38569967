import Checkpoint
import Files
import Foundation
import Logging
import NeuralNetwork
import TensorBoard
import TrialSearch

/// Writes the files of one running trial into its staging folders.
///
/// Epochs can take milliseconds, and making a file durable takes as long: results and the best model are
/// kept in memory and written every few seconds, and at the end. They are made durable when the run
/// takes the trial into its results.
final class TrialRecorder {
  private static let writingPeriod = Duration.seconds(10)

  private let setup: TrainingSetup
  private let trial: TrialID
  private let folders: RunFolders
  private let logger: Logger
  private let events: TensorBoardRecorder?
  private var training: ResultsFile
  private var trainingEvaluation: ResultsFile
  private var validation: ResultsFile
  private var unwrittenBest: Checkpoint?
  private var modelFiles: [String] = []
  private var lastWriting = ContinuousClock.now

  init(_ setup: TrainingSetup, trial: TrialID, folders: RunFolders) throws(ExperimentError) {
    self.setup = setup
    self.trial = trial
    self.folders = folders
    let results = ResultsFile(labels: setup.labels, metricName: setup.metric.name)
    (training, trainingEvaluation, validation) = (results, results, results)
    let log = RunLog(verbosity: setup.configuration.trainer.verbosity, showsOnConsole: false)
    logger = log.logger("trainer")
    do {
      try folders.discard(trial)
      try Directory.create(folders.stagedTrial(trial))
      try Directory.create(folders.stagedModels(trial))
      try log.open(folders.stagedTrial(trial) + "/log.txt")
      events =
        setup.configuration.trainer.tensorBoard
        ? try TensorBoardRecorder(setup, folder: folders.stagedTrial(trial)) : nil
      if let resumption = setup.resumption, resumption.trial == trial.restart {
        try resume(resumption)
      }
    } catch {
      throw .output(error)
    }
  }

  /// Takes an epoch down; `trainer` is as the epoch left it.
  func add(_ record: EpochRecord, _ trainer: Trainer) throws(ExperimentError) {
    training.add(epoch: record.epoch, record.training)
    trainingEvaluation.add(epoch: record.epoch, record.trainingEvaluation)
    if let pass = record.validation { validation.add(epoch: record.epoch, pass) }
    logger.info("\(EpochLine(record, labels: setup.labels, metricName: setup.metric.name))")
    if record.isBest { unwrittenBest = trainer.checkpoint() }
    do {
      try events?.add(record, trainer.network)
      if record.epoch.isMultiple(of: setup.configuration.trainer.savePeriod) {
        // Whoever resumes from the checkpoint needs the best model of that time beside it.
        try writeBest(isDurable: true)
        try write(
          trainer.checkpoint(), ModelName.checkpoint(trial, epoch: record.epoch), isDurable: true)
      }
      if ContinuousClock.now - lastWriting > Self.writingPeriod { try writeAll() }
    } catch {
      throw .output(error)
    }
  }

  /// Writes what is not written yet; the names of the model files.
  func finish() throws(ExperimentError) -> [String] {
    do { try writeAll() } catch { throw .output(error) }
    return modelFiles
  }

  /// Removes all that the trial has written.
  func discard() throws(ExperimentError) {
    do { try folders.discard(trial) } catch { throw .output(error) }
  }

  private func writeAll() throws(PosixError) {
    let folder = folders.stagedTrial(trial)
    try AtomicFile.write(
      training.text.utf8, to: "\(folder)/\(ResultsName.training)", isDurable: false)
    try AtomicFile.write(
      trainingEvaluation.text.utf8, to: "\(folder)/\(ResultsName.trainingEvaluation)",
      isDurable: false)
    if setup.validation != nil {
      try AtomicFile.write(
        validation.text.utf8, to: "\(folder)/\(ResultsName.validation)", isDurable: false)
    }
    try writeBest(isDurable: false)
    try events?.flush()
    lastWriting = .now
  }

  private func writeBest(isDurable: Bool) throws(PosixError) {
    if let best = unwrittenBest { try write(best, ModelName.best(trial), isDurable: isDurable) }
    unwrittenBest = nil
  }

  /// Starts with the best model so far of the trial that is resumed.
  private func resume(_ resumption: Resumption) throws(PosixError) {
    logger.info("resumed after epoch \(resumption.epoch): \(resumption.path)")
    guard let model = resumption.bestModel else { return }
    let name = ModelName.best(trial)
    try AtomicFile.copy(model, to: "\(folders.stagedModels(trial))/\(name)")
    modelFiles.append(name)
  }

  private func write(
    _ checkpoint: Checkpoint, _ name: String, isDurable: Bool
  ) throws(PosixError) {
    try AtomicFile.write(
      checkpoint.encoded(), to: "\(folders.stagedModels(trial))/\(name)", isDurable: isDurable)
    if !modelFiles.contains(name) { modelFiles.append(name) }
  }
}

/// The names of the results files.
enum ResultsName {
  /// The training pass, in scaled units.
  static let training = "train_results.json"
  /// The evaluation of the training samples, in physical units.
  static let trainingEvaluation = "train_eval_results.json"
  /// The evaluation of the validation samples, in physical units.
  static let validation = "valid_results.json"
  /// All of them.
  static let all = withoutValidation + [validation]
  /// Those of a run without validation samples.
  static let withoutValidation = [training, trainingEvaluation]
}
