/// Successive halving for one variant: at each rung, the first report at or after a step, its value
/// must be as good as a limit.
public struct RungRule: Sendable, Hashable {
  /// What a value must reach at a rung.
  public enum Limit: Sendable, Hashable {
    /// Any value but NaN goes on.
    case none
    /// A value as good as this goes on.
    case value(Double)
    /// No value goes on: too few variants have reached the rung.
    case unreachable
  }

  /// Whether the better value is the lower one.
  public let lowerIsBetter: Bool
  /// The steps of the rungs, increasing.
  public let steps: [Int]
  /// The limit at each rung.
  public let limits: [Limit]

  /// Makes a rule of as many steps as limits.
  public init(lowerIsBetter: Bool, steps: [Int], limits: [Limit]) {
    precondition(steps.count == limits.count, "\(steps.count) steps, \(limits.count) limits")
    self.lowerIsBetter = lowerIsBetter
    self.steps = steps
    self.limits = limits
  }

  func prunes(after reports: [IntermediateValue]) -> Bool { decision(reports).prunes }

  func rungsReached(by reports: [IntermediateValue]) -> Int { decision(reports).reached }

  /// The decision after the last report; rungs passed by earlier ones are not asked again.
  private func decision(_ reports: [IntermediateValue]) -> (prunes: Bool, reached: Int) {
    guard let last = reports.last else { return (false, 0) }
    let previous = reports.dropLast().last?.step ?? .min
    var reached = 0
    for (step, limit) in zip(steps, limits) where step <= last.step {
      if step > previous, !isAsGood(last.value, as: limit) {
        // NaN ends a variant before its value counts at the rung.
        return (true, last.value.isNaN ? reached : reached + 1)
      }
      reached += 1
    }
    return (false, reached)
  }

  private func isAsGood(_ value: Double, as limit: Limit) -> Bool {
    switch limit {
    case .none: !value.isNaN
    case .value(let limit): lowerIsBetter ? value <= limit : value >= limit
    case .unreachable: false
    }
  }
}
