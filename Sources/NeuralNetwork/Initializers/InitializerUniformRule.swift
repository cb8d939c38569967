import Kernels
import RandomStreams

/// Weights uniform in (-b, b) with b = 1 / sqrt(inputs), biases 0.
public struct InitializerUniformRule: Initializer {
  /// Makes the initializer; it has no settings.
  public init() {}

  /// See `Initializer`.
  public func initialize(weight: Parameter, bias: Parameter?, _ random: inout RandomStream) {
    let bound = 1 / Double(weight.fanIn).squareRoot()
    weight.drawUniform(-bound, bound, &random)
    bias?.value.fill(0)
  }
}
