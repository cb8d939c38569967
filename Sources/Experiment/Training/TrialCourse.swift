import NamedSettings
import NeuralNetwork
import TrialSearch

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
  private let trial: TrialID
  private let rule: PruningRule
  private let keepsValues: Bool
  /// The metric by epoch, where a pruner asks for it.
  private var values: [IntermediateValue] = []
  private var isPruned = false
  /// The latest finished epoch; 0 before the first.
  private(set) var epoch = 0
  /// The best epoch so far; nil before one whose metric is a number.
  private(set) var best: Best?
  private var epochsWithoutImprovement = 0
  private var failure: ExperimentError?

  /// The course of a trial that stops when `rule` says that it falls behind.
  /// With `keepsValues` the result tells the metric by epoch.
  init(
    _ setup: TrainingSetup, trial: TrialID, rule: PruningRule = .never, keepsValues: Bool = false
  ) {
    self.setup = setup
    self.trial = trial
    self.rule = rule
    self.keepsValues = keepsValues || rule != .never
  }

  /// Whether the trial has failed, has fallen behind, has run its epochs or has stopped improving.
  var isOver: Bool {
    let trainer = setup.configuration.trainer
    return failure != nil || isPruned || epoch >= trainer.epochs
      || epochsWithoutImprovement > trainer.earlyStop
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
      fail(
        .init(.failure, "the training loss became \(Self.text(training.loss)) in epoch \(epoch)"))
    } else if !metric.isFinite {
      fail(.init(.failure, "the metric became \(Self.text(metric)) in epoch \(epoch)"))
    }
    if keepsValues {
      values.append(IntermediateValue(step: epoch, value: metric))
      if rule.prunes(after: values) { prune() }
    }
    return record
  }

  /// Ends the trial as failed.
  mutating func fail(_ failure: ExperimentError) { self.failure = failure }

  /// Ends the trial, for it has fallen behind.
  mutating func prune() { isPruned = true }

  /// How it came out.
  func result(modelFiles: [String], timing: TrialResult.Timing) -> TrialResult {
    let state: TrialResult.State =
      if failure != nil { .failed } else if isPruned {
        .pruned
      } else if let best, setup.hasConverged(best.losses) {
        .converged
      } else { .completed }
    return TrialResult(
      trial: trial, state: state, epochs: epoch, bestEpoch: best?.epoch ?? 0,
      metric: best?.metric ?? .nan, losses: best?.losses ?? setup.labels.map { _ in .nan },
      failure: failure, values: values, modelFiles: modelFiles, timing: timing)
  }

  /// A number for a message: its sign says nothing of what is not a number.
  private static func text(_ value: Double) -> String { value.isNaN ? "nan" : "\(value)" }

  private func improves(_ metric: Double) -> Bool {
    guard metric.isFinite else { return false }
    guard let best else { return true }
    return setup.metric.higherIsBetter ? metric > best.metric : metric < best.metric
  }
}

extension TrialCourse {
  /// What a checkpoint keeps.
  var saved: SavedCourse {
    SavedCourse(
      trial: trial.restart, epoch: epoch, best: best,
      epochsWithoutImprovement: epochsWithoutImprovement)
  }

  /// Continues from a checkpoint; without `keepsBest` the best epoch is yet to come.
  ///
  /// Throws when the checkpoint is of other labels.
  mutating func restore(_ saved: SavedCourse, keepsBest: Bool) throws(SettingError) {
    epoch = saved.epoch
    guard keepsBest, let best = saved.best else { return }
    let unknownLosses = setup.labels.map { _ in Double.nan }
    let losses = best.losses.isEmpty ? unknownLosses : best.losses
    guard losses.count == setup.labels.count else {
      throw SettingError(
        "course.best_losses",
        "there are \(losses.count) in the checkpoint, but \(setup.labels.count) labels here")
    }
    self.best = Best(epoch: best.epoch, metric: best.metric, losses: losses)
    epochsWithoutImprovement = saved.epochsWithoutImprovement
  }

  /// Throws when the checkpoint at `path`, which was restored, leaves nothing to train.
  func checkGoesOn(from path: String) throws(SettingError) {
    let trainer = setup.configuration.trainer
    if epoch >= trainer.epochs {
      throw SettingError(
        "trainer.epochs",
        "is \(trainer.epochs), but \(path) has been trained for \(epoch) already: set it higher to"
          + " train on")
    }
    if isOver {
      throw SettingError(
        "trainer.early_stop",
        "is \(trainer.earlyStop), but \(path) has not improved for \(epochsWithoutImprovement) epochs"
          + " already: set it higher to train on")
    }
  }
}
