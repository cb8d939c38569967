import NamedSettings

/// A variant stops where its best value so far is worse than the median of the complete variants' values
/// at the same step.
///
/// Settings: `n_startup_trials` 5, the complete variants needed before any is stopped, `n_warmup_steps`
/// 0, the first step that may be the last, `interval_steps` 1, of which the first report is judged, and
/// `n_min_trials` 1, the values needed at the step. Source: Optuna 4.9, `_percentile.py`.
public struct MedianPruner: Pruner {
  private let startupTrials: Int
  private let warmupSteps: Int
  private let intervalSteps: Int
  private let minTrials: Int
  private var cursor = HistoryCursor()
  private var completeCount = 0
  private var values: [Int: SortedValues] = [:]
  private var valueCounts: [Int: Int] = [:]
  private var limits: [Int: Double] = [:]

  /// Reads the settings above.
  public init(_ settings: inout Settings) throws(SettingError) {
    startupTrials = try settings.integer("n_startup_trials", default: 5, in: 0...)
    warmupSteps = try settings.integer("n_warmup_steps", default: 0, in: 0...)
    intervalSteps = try settings.integer("interval_steps", default: 1, in: 1...)
    minTrials = try settings.integer("n_min_trials", default: 1, in: 1...)
  }

  /// The medians by step.
  public mutating func rule(
    for number: Int, after history: SearchHistory, in problem: SearchProblem
  ) -> PruningRule {
    read(history, problem)
    guard completeCount > 0, completeCount >= startupTrials else { return .never }
    return .best(
      BestValueRule(
        lowerIsBetter: problem.lowerIsBetter, warmupSteps: warmupSteps,
        intervalSteps: intervalSteps, limits: limits))
  }

  private mutating func read(_ history: SearchHistory, _ problem: SearchProblem) {
    let (records, restarts) = cursor.advance(
      in: history, lowerIsBetter: problem.lowerIsBetter)
    if restarts {
      completeCount = 0
      values = [:]
      valueCounts = [:]
      limits = [:]
    }
    for record in records where record.finalValue != nil {
      completeCount += 1
      for report in record.intermediateValues { insert(report) }
    }
  }

  private mutating func insert(_ report: IntermediateValue) {
    valueCounts[report.step, default: 0] += 1
    if !report.value.isNaN { values[report.step, default: SortedValues()].insert(report.value) }
    guard valueCounts[report.step, default: 0] >= minTrials else { return }
    limits[report.step] = values[report.step]?.median
  }
}
