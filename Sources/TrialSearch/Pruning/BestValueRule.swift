/// A variant stops where its best value so far is worse than the limit at the step.
public struct BestValueRule: Sendable, Hashable {
  /// Whether the better value is the lower one.
  public let lowerIsBetter: Bool
  /// The first step at which a variant may stop.
  public let warmupSteps: Int
  /// From the warm-up on, only the first report in each interval of so many steps is judged.
  public let intervalSteps: Int
  /// The limits by step; a step without one lets all go on but those with nothing but NaN.
  public let limits: [Int: Double]

  /// Makes a rule.
  public init(lowerIsBetter: Bool, warmupSteps: Int, intervalSteps: Int, limits: [Int: Double]) {
    self.lowerIsBetter = lowerIsBetter
    self.warmupSteps = warmupSteps
    self.intervalSteps = intervalSteps
    self.limits = limits
  }

  func prunes(after reports: [IntermediateValue]) -> Bool {
    guard let step = reports.last?.step, step >= warmupSteps else { return false }
    let intervalStart = (step - warmupSteps) / intervalSteps * intervalSteps + warmupSteps
    if let previous = reports.dropLast().last?.step, previous >= intervalStart { return false }
    let values = reports.lazy.map(\.value).filter { !$0.isNaN }
    guard let best = lowerIsBetter ? values.min() : values.max() else { return true }
    guard let limit = limits[step] else { return false }
    return lowerIsBetter ? best > limit : best < limit
  }
}
