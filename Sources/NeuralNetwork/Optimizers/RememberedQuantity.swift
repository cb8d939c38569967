/// Something a rule remembers of each parameter, such as the running mean of its gradient.
public struct RememberedQuantity {
  /// Its name in the state, such as `exp_avg`.
  public let name: String
  /// Whether it is one number rather than one for each element of the parameter.
  public let isScalar: Bool
  /// The value before the first step.
  public let initial: Float

  /// One number, a tensor of shape `[]` in the state.
  public static func scalar(_ name: String, initially initial: Float = 0) -> Self {
    Self(name: name, isScalar: true, initial: initial)
  }

  /// A tensor of the parameter's shape.
  public static func tensor(_ name: String, initially initial: Float = 0) -> Self {
    Self(name: name, isScalar: false, initial: initial)
  }

  /// The shape for a parameter of the given shape.
  func shape(for parameter: Parameter) -> [Int] { isScalar ? [] : parameter.shape }
}
