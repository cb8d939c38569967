/// What a study runs, in which order and until when.
public struct StudyPlan: Sendable, Equatable {
  /// The number of variants; nil when something else ends the study.
  public var variantCount: Int?
  /// The restarts that a variant gets until one converges.
  public var restarts: ClosedRange<Int>
  /// In an ordered study, variant k starts when variants 1 to k - window have ended.
  public var window: Int
  /// Whether what a variant is depends on variants 1 to k - window alone, so that the results are the
  /// same on any number of workers; else it depends on all that is known when it starts.
  public var isOrdered: Bool
  /// Whether the first variant that converges ends the study.
  public var stopsOnConvergence: Bool
  /// A metric as good as this ends the study.
  public var targetMetric: Double?
  /// Whether a higher metric is better.
  public var higherIsBetter: Bool

  /// A plan; without further arguments that of an ordered search for the lowest metric.
  public init(
    variantCount: Int?, restarts: ClosedRange<Int> = 1...1, window: Int = 32,
    isOrdered: Bool = true, stopsOnConvergence: Bool = false, targetMetric: Double? = nil,
    higherIsBetter: Bool = false
  ) {
    precondition(window >= 1 && variantCount ?? 1 >= 1, "a study runs at least one variant")
    self.variantCount = variantCount
    self.restarts = restarts
    self.window = window
    self.isOrdered = isOrdered
    self.stopsOnConvergence = stopsOnConvergence
    self.targetMetric = targetMetric
    self.higherIsBetter = higherIsBetter
  }

  /// Whether `metric` is better than `other`; anything is better than none.
  func isBetter(_ metric: Double, than other: Double?) -> Bool {
    guard let other else { return true }
    return higherIsBetter ? metric > other : metric < other
  }

  /// Whether an outcome is better than another: one that converged than one that did not, either than one
  /// that failed; else the metric decides.
  func isBetter(_ outcome: TrialOutcome, than other: TrialOutcome?) -> Bool {
    guard let metric = outcome.metric else { return false }
    guard let other, let otherMetric = other.metric else { return true }
    let converged = (outcome.ending == .converged, other.ending == .converged)
    return converged.0 == converged.1 ? isBetter(metric, than: otherMetric) : converged.0
  }

  /// Whether a trial with this outcome, once it counts, ends the study.
  func isEnded(by outcome: TrialOutcome) -> Bool {
    if stopsOnConvergence && outcome.ending == .converged { return true }
    guard let targetMetric, let metric = outcome.metric else { return false }
    return !isBetter(targetMetric, than: metric)
  }
}
