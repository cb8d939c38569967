extension Study {
  /// How many variants may still need how many restarts that have not ended, running ones included: the
  /// variants by the number of restarts. Nil when there is no end to the variants.
  public var restartsLeft: [Int: Int]? {
    guard let neededCount else { return nil }
    guard !isDecided else { return [:] }
    var left: [Int: Int] = [:]
    let unopened = neededCount - openedCount
    if unopened > 0 { left[plan.restarts.count] = unopened }
    for variant in variants.values where variant.unendedCount > 0 {
      left[variant.unendedCount, default: 0] += 1
    }
    return left
  }

  /// Whether something other than the variants' number may end the study.
  public var mayEndEarly: Bool { plan.stopsOnConvergence || plan.targetMetric != nil }
}
