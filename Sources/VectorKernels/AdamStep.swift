/// The numbers of one step of Adam, for every element: with m the running mean and v the running mean
/// square of the gradient g, p = p * shrink - scale * m / (sqrt(v) + floor).
public struct AdamStep: Sendable {
  /// 1, or -1 to climb.
  public var sign: Float
  /// What is added of the parameter to its gradient.
  public var weightDecay: Float
  /// The share of the gradient that the running mean takes up.
  public var meanShare: Float
  /// What the running mean square keeps.
  public var squareKept: Float
  /// The share of the squared gradient that the running mean square takes up.
  public var squareShare: Float
  /// What the parameter keeps.
  public var shrink: Float
  /// The step size, with the corrections of the running means.
  public var scale: Float
  /// What keeps the root from being zero.
  public var floor: Float

  /// Makes a step's numbers.
  public init(
    sign: Float, weightDecay: Float, meanShare: Float, squareKept: Float, squareShare: Float,
    shrink: Float, scale: Float, floor: Float
  ) {
    self.sign = sign
    self.weightDecay = weightDecay
    self.meanShare = meanShare
    self.squareKept = squareKept
    self.squareShare = squareShare
    self.shrink = shrink
    self.scale = scale
    self.floor = floor
  }
}
