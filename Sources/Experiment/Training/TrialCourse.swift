import NeuralNetwork

/// The course of one trial so far: its best epoch, and whether it goes on.
struct TrialCourse {
  /// The best epoch so far.
  struct Best: Equatable {
    let epoch: Int
    let metric: Double
    /// The losses by label, in physical units.
    let losses: [Double]
  }

  private let setup: TrainingSetup
  /// The latest finished epoch; 0 before the first.
  private(set) var epoch = 0
  /// The best epoch so far; nil before one whose metric is a number.
  private(set) var best: Best?
  private var epochsWithoutImprovement = 0
  private var cause: String?

  init(_ setup: TrainingSetup) { self.setup = setup }

  /// Whether the trial has failed, has run its epochs or has stopped improving.
  var isOver: Bool {
    let trainer = setup.configuration.trainer
    return cause != nil || epoch >= trainer.epochs || epochsWithoutImprovement > trainer.earlyStop
  }

  /// Takes note of the next epoch.
  mutating func add(
    training: PassResult, trainingEvaluation: PassResult, validation: PassResult?
  ) -> EpochRecord {
    epoch += 1
    let metric = (validation ?? training).metric
    let isBest = improves(metric)
    let record = EpochRecord(
      epoch: epoch, training: training, trainingEvaluation: trainingEvaluation,
      validation: validation, isBest: isBest)
    if isBest {
      best = Best(epoch: epoch, metric: metric, losses: record.physicalLosses)
      epochsWithoutImprovement = 0
    } else {
      epochsWithoutImprovement += 1
    }
    if !training.loss.isFinite {
      fail("the training loss became \(training.loss) in epoch \(epoch)")
    } else if !metric.isFinite {
      fail("the metric became \(metric) in epoch \(epoch)")
    }
    return record
  }

  /// Ends the trial as failed.
  mutating func fail(_ cause: String) { self.cause = cause }

  /// How it came out.
  func result(trial: Int, modelFiles: [String], timing: TrialResult.Timing) -> TrialResult {
    let state: TrialResult.State =
      if cause != nil { .failed } else if let best, setup.hasConverged(best.losses) {
        .converged
      } else { .completed }
    return TrialResult(
      number: trial, state: state, epochs: epoch, bestEpoch: best?.epoch ?? 0,
      metric: best?.metric ?? .nan, losses: best?.losses ?? setup.labels.map { _ in .nan },
      cause: cause ?? "", modelFiles: modelFiles, timing: timing)
  }

  private func improves(_ metric: Double) -> Bool {
    guard metric.isFinite else { return false }
    guard let best else { return true }
    return setup.metric.higherIsBetter ? metric > best.metric : metric < best.metric
  }
}

extension TrialCourse {
  /// What a checkpoint keeps, so that a resumed trial stops and wins as an uninterrupted one would.
  var saved: [String: SettingValue] {
    [
      "best_epoch": .integer(best?.epoch ?? 0),
      "best_losses": .array((best?.losses ?? []).map(SettingValue.number)),
      "epochs_without_improvement": .integer(epochsWithoutImprovement),
    ]
  }

  /// Continues from a checkpoint: its epoch, its best metric and what `saved` was; the latter is nil in
  /// checkpoints of other programs, whose best epoch then counts as the latest.
  mutating func restore(
    epoch: Int, bestMetric: Double?, saved: [String: SettingValue]?
  ) throws(SettingError) {
    self.epoch = epoch
    guard let bestMetric, bestMetric.isFinite else { return }
    var settings = Settings(saved ?? [:])
    best = Best(
      epoch: try settings.integer("best_epoch", default: epoch), metric: bestMetric,
      losses: try settings.reals("best_losses", default: setup.labels.map { _ in .infinity }))
    epochsWithoutImprovement = try settings.integer("epochs_without_improvement", default: 0)
  }
}
