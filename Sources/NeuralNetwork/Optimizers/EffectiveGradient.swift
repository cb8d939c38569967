/// The gradient that a rule follows: turned around to maximize, with the weight decay's part added.
struct EffectiveGradient {
  private let sign: Float
  private let weightDecay: Float

  /// `weightDecay` is 0 where the rule applies it in another way.
  init(maximize: Bool, weightDecay: Double = 0) {
    sign = maximize ? -1 : 1
    self.weightDecay = Float(weightDecay)
  }

  /// The gradient to follow where the loss has `gradient` at `parameter`.
  @inline(__always)
  func callAsFunction(_ gradient: Float, at parameter: Float) -> Float {
    sign * gradient + weightDecay * parameter
  }
}
