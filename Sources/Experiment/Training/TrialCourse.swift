/// The course of one trial so far: its best epoch, and whether it goes on.
struct TrialCourse {
  private let setup: TrainingSetup
  private var epochs = 0
  private var best: EpochRecord?
  private var epochsWithoutImprovement = 0
  private var cause: String?

  init(_ setup: TrainingSetup) { self.setup = setup }

  /// Whether the trial has failed, has run its epochs or has stopped improving.
  var isOver: Bool {
    let trainer = setup.configuration.trainer
    return cause != nil || epochs >= trainer.epochs || epochsWithoutImprovement > trainer.earlyStop
  }

  /// Takes note of an epoch.
  mutating func add(_ record: EpochRecord) {
    epochs = record.epoch
    if record.isBest {
      best = record
      epochsWithoutImprovement = 0
    } else {
      epochsWithoutImprovement += 1
    }
    if !record.training.loss.isFinite {
      fail("the training loss became \(record.training.loss) in epoch \(record.epoch)")
    } else if !record.monitored.isFinite {
      fail("the metric became \(record.monitored) in epoch \(record.epoch)")
    }
  }

  /// Ends the trial as failed.
  mutating func fail(_ cause: String) { self.cause = cause }

  /// How it came out.
  func result(trial: Int, modelFiles: [String], timing: TrialResult.Timing) -> TrialResult {
    let state: TrialResult.State =
      if cause != nil { .failed } else if let best, setup.hasConverged(best.physicalLosses) {
        .converged
      } else { .completed }
    return TrialResult(
      number: trial, state: state, epochs: epochs, bestEpoch: best?.epoch ?? 0,
      metric: best?.monitored ?? .nan,
      losses: best?.physicalLosses ?? setup.labels.map { _ in .nan }, cause: cause ?? "",
      modelFiles: modelFiles, timing: timing)
  }
}
