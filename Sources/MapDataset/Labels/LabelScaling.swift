/// The linear map between a label in its unit and the number that a model learns:
/// `scaled = (physical - offset) / scale`.
public struct LabelScaling: Equatable, Sendable {
  /// The value, in the label's unit, that becomes 0.
  public let offset: Double
  /// How many of the label's units become 1.
  public let scale: Double

  /// The scaling that changes nothing.
  public static let identity = LabelScaling(offset: 0, scale: 1)

  /// Makes a scaling; `scale` must not be 0.
  public init(offset: Double, scale: Double) {
    precondition(scale != 0, "a label cannot be scaled by 0")
    self.offset = offset
    self.scale = scale
  }

  /// From the label's unit to what a model learns.
  public func scaled(_ physical: Double) -> Double { (physical - offset) / scale }

  /// From what a model learns back to the label's unit.
  public func physical(_ scaled: Double) -> Double { scaled * scale + offset }
}
