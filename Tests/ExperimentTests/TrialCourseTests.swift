import NamedSettings
import NeuralNetwork
import TestSupport
import Testing
import TrialSearch

@testable import Experiment

/// When a trial ends, which of its epochs is the best and whether it has converged.
struct TrialCourseTests {
  @Test(arguments: [(0, 3), (1, 4), (2, 5)])
  func itStopsOnceItHasNotImprovedForMoreThanEarlyStopEpochs(earlyStop: Int, epochs: Int) throws {
    var course = try course(["trainer.epochs": 100, "trainer.early_stop": .integer(earlyStop)])
    // Two epochs improve; an equal metric is no improvement.
    let metrics = [0.5, 0.4, 0.4, 0.6, 0.7, 0.8, 0.9]
    #expect(run(&course, metrics) == epochs)
    #expect(course.best?.epoch == 2)
    #expect(course.best?.metric == 0.4)
  }

  @Test func anImprovementStartsTheCountAnew() throws {
    var course = try course(["trainer.epochs": 100, "trainer.early_stop": 1])
    #expect(run(&course, [0.5, 0.6, 0.4, 0.5, 0.3, 0.4, 0.4, 0.1]) == 7)
    #expect(course.best?.epoch == 5)
  }

  @Test func itEndsAfterItsEpochs() throws {
    var course = try course(["trainer.epochs": 3])
    #expect(run(&course, [4, 3, 2, 1]) == 3)
    #expect(result(course).state == .converged)
    #expect(result(course).epochs == 3)
  }

  @Test func lowerIsBetterButForAccuracy() throws {
    var course = try course(["trainer.epochs": 5])
    #expect(run(&course, [0.3, 0.1, 0.2, 0.5, 0.4]) == 5)
    #expect(course.best?.epoch == 2)

    var example = try Example()
    try example.classify()
    try example.set("trainer.epochs", to: 5)
    var classification = TrialCourse(
      try TrainingSetup(example.configuration()), trial: TrialID(restart: 1))
    #expect(run(&classification, [0.3, 0.1, 0.2, 0.5, 0.4]) == 5)
    #expect(classification.best?.epoch == 4)
  }

  @Test(arguments: [
    (0.5, 0.5, TrialResult.State.converged), (0.1, 0.5, .completed), (0.5, 0.2, .completed),
    (0.3, 0.5, .completed),
  ])
  func itHasConvergedIfEveryLossThatHasAThresholdIsBelowIt(
    first: Double, second: Double, state: TrialResult.State
  ) throws {
    let thresholds = [
      "B_initial_log10_mean_threshold": first, "P_initial_log10_mean_threshold": second,
    ]
    var course = try course(
      ["trainer.epochs": 1, "convergence": .object(thresholds.mapValues(SettingValue.number))])
    _ = course.add(
      training: pass([9, 9], 9), trainingEvaluation: pass([9, 9], 9),
      validation: pass([0.3, 0.2], 1))
    #expect(result(course).state == state)
    #expect(result(course).losses == [0.3, 0.2])
  }

  @Test func onlyTheBestEpochDecidesAndOnlyTheLabelsThatHaveAThreshold() throws {
    var course = try course([
      "trainer.epochs": 2,
      "convergence": ["P_initial_log10_mean_threshold": 0.25, "another_label_threshold": 0],
    ])
    _ = course.add(
      training: pass([1, 1], 1), trainingEvaluation: pass([1, 1], 1),
      validation: pass([9, 0.2], 0.5))
    _ = course.add(
      training: pass([1, 1], 1), trainingEvaluation: pass([1, 1], 1),
      validation: pass([0, 0.3], 0.6))
    #expect(result(course).state == .converged)
    #expect(result(course).bestEpoch == 1)
    #expect(result(course).metric == 0.5)
  }

  @Test func withoutValidationTheTrainingPassDecidesAndTheEvaluationConverges() throws {
    var example = try Example()
    try example.remove("validation_data_loader")
    try example.set("trainer.epochs", to: 2)
    try example.set("convergence", to: ["B_initial_log10_mean_threshold": 0.5])
    var course = TrialCourse(try TrainingSetup(example.configuration()), trial: TrialID(restart: 1))
    let first = course.add(
      training: pass([9, 9], 0.2), trainingEvaluation: pass([0.4, 9], 0.9), validation: nil)
    let second = course.add(
      training: pass([0, 0], 0.3), trainingEvaluation: pass([0.9, 9], 0.1), validation: nil)
    #expect(first.isBest && !second.isBest)
    #expect(first.monitored == 0.2)
    #expect(result(course).bestEpoch == 1)
    #expect(result(course).state == .converged)
    #expect(result(course).losses == [0.4, 9])
  }

  @Test(arguments: [
    (Double.nan, 0.1, "the training loss became nan in epoch 2"),
    (-Double.nan, 0.1, "the training loss became nan in epoch 2"),
    (Double.infinity, 0.1, "the training loss became inf in epoch 2"),
    (0.1, Double.nan, "the metric became nan in epoch 2"),
  ])
  func numbersThatAreNoneFailTheTrial(loss: Double, metric: Double, cause: String) throws {
    var course = try course(["trainer.epochs": 9])
    _ = course.add(
      training: pass([1, 1], 1), trainingEvaluation: pass([1, 1], 1), validation: pass([1, 1], 0.5))
    #expect(!course.isOver)
    _ = course.add(
      training: pass([loss, 1], 1), trainingEvaluation: pass([1, 1], 1),
      validation: pass([1, 1], metric))
    #expect(course.isOver)
    #expect(result(course).state == .failed)
    #expect(result(course).cause == cause)
    #expect(result(course).epochs == 2)
  }

  @Test func aTrialWithoutAFiniteMetricHasNoBestEpoch() throws {
    var course = try course([:])
    _ = course.add(
      training: pass([1, 1], 1), trainingEvaluation: pass([1, 1], 1),
      validation: pass([1, 1], .nan))
    #expect(result(course).bestEpoch == 0)
    #expect(result(course).metric.isNaN)
    #expect(result(course).losses.map(\.isNaN) == [true, true])
  }

  @Test func aResumedTrialStopsAndWinsAsAnUninterruptedOne() throws {
    let settings: [String: SettingValue] = ["trainer.epochs": 100, "trainer.early_stop": 2]
    var whole = try course(settings)
    #expect(run(&whole, [0.5, 0.4, 0.6, 0.7]) == 4)
    var resumed = try course(settings)
    try resumed.restore(whole.saved, keepsBest: true)
    #expect(resumed.best == whole.best)
    #expect(run(&whole, [0.8]) == 5)
    #expect(run(&resumed, [0.8]) == 5)
    #expect(whole.isOver && resumed.isOver)
    #expect(result(resumed) == result(whole))
  }

  @Test func withoutItsBestModelAResumedTrialLooksForAnother() throws {
    var course = try course([:])
    let best = TrialCourse.Best(epoch: 2, metric: 0.4, losses: [1, 1])
    let saved = SavedCourse(trial: 1, epoch: 2, best: best, epochsWithoutImprovement: 1)
    try course.restore(saved, keepsBest: false)
    #expect(course.best == nil)
    #expect(run(&course, [0.9]) == 3)
    #expect(course.best?.epoch == 3)
  }

  @Test func lossesThatACheckpointDoesNotTellAreBelowNoThreshold() throws {
    var course = try course(["convergence": ["B_initial_log10_mean_threshold": 9]])
    let best = TrialCourse.Best(epoch: 7, metric: 0.4, losses: [])
    let saved = SavedCourse(trial: 1, epoch: 7, best: best, epochsWithoutImprovement: 0)
    try course.restore(saved, keepsBest: true)
    #expect(course.best?.epoch == 7)
    #expect(result(course).state == .completed)
  }

  @Test func aCheckpointOfOtherLabelsIsRefused() throws {
    var course = try course([:])
    let best = TrialCourse.Best(epoch: 7, metric: 0.4, losses: [1, 2, 3])
    let saved = SavedCourse(trial: 1, epoch: 7, best: best, epochsWithoutImprovement: 0)
    let error = #expect(throws: SettingError.self) {
      try course.restore(saved, keepsBest: true)
    }
    #expect(
      error?.description
        == "course.best_losses: there are 3 in the checkpoint, but 2 labels here")
  }

  private func course(_ settings: [String: SettingValue]) throws -> TrialCourse {
    var example = try Example()
    for (key, value) in settings { try example.set(key, to: value) }
    return TrialCourse(try TrainingSetup(example.configuration()), trial: TrialID(restart: 1))
  }

  /// Adds epochs with the given validation metrics until the trial is over; the number of the last epoch.
  private func run(_ course: inout TrialCourse, _ metrics: [Double]) -> Int {
    for metric in metrics where !course.isOver {
      _ = course.add(
        training: pass([1, 1], 1), trainingEvaluation: pass([1, 1], 1),
        validation: pass([1, 1], metric))
    }
    return course.epoch
  }

  private func pass(_ losses: [Double], _ metric: Double) -> PassResult {
    PassResult(losses: losses, metric: metric)
  }

  private func result(_ course: TrialCourse) -> TrialResult {
    course.result(
      modelFiles: [],
      timing: .init(host: "", start: 0, seconds: 0, samplesPerSecond: 0))
  }
}
