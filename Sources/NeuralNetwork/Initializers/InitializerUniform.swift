import Kernels
import RandomStreams

/// Weights uniform in (0, 1), biases 0.
public struct InitializerUniform: Initializer {
  /// Makes the initializer; it has no settings.
  public init() {}

  /// See `Initializer`.
  public func initialize(weight: Parameter, bias: Parameter?, _ random: inout RandomStream) {
    weight.drawUniform(0, 1, &random)
    bias?.value.fill(0)
  }
}
