/// How kernels are laid over observations; names and defaults are those of Optuna 4.9's `TPESampler`.
struct ParzenOptions: Sendable, Equatable {
  /// The weight of the kernel that covers the whole space; an observation's is at most 1.
  var priorWeight = 1.0
  /// Whether a kernel is at least as wide as the range over min(100, observations + 2).
  var usesMagicClip = true
  /// Whether the ends of the range count as neighbours of the outermost observations.
  var usesEndpoints = false
  /// Whether all dimensions share one mixture of product kernels.
  var isMultivariate = false

  /// The weights of `count` observations in the order of their numbers: 1 for the last 25, rising to
  /// that from 1 / `count` for those before.
  static func weight(_ index: Int, of count: Int) -> Double {
    let rampCount = count - 25
    if index >= rampCount { return 1 }
    let start = 1 / Double(count)
    return rampCount == 1 ? start : start + Double(index) * rampStep(of: count)
  }

  /// By how much the weight rises from one observation to the next.
  static func rampStep(of count: Int) -> Double { (1 - 1 / Double(count)) / Double(count - 26) }

  /// The sum of the weights of `count` observations.
  static func weightSum(of count: Int) -> Double {
    count <= 25
      ? Double(count)
      : Double(count - 25) * (count == 26 ? 1 / 26.0 : (1 + 1 / Double(count)) / 2) + 25
  }
}
