/// A value of the objective that a variant reports before its end.
public struct IntermediateValue: Sendable, Hashable {
  /// When it was reported: the epoch.
  public var step: Int
  /// The objective then; may be NaN.
  public var value: Double

  /// Makes a value.
  public init(step: Int, value: Double) {
    self.step = step
    self.value = value
  }
}
