import Kernels
import RandomStreams

/// Weights uniform in (-b, b) with b = sqrt(6 / inputs), biases 0.01. Source: He et al., "Delving Deep into
/// Rectifiers", ICCV 2015, equation 10 with a uniform distribution.
public struct InitializerKaiming: Initializer {
  /// Makes the initializer; it has no settings.
  public init() {}

  /// See `Initializer`.
  public func initialize(weight: Parameter, bias: Parameter?, _ random: inout RandomStream) {
    let bound = (6 / Double(weight.fanIn)).squareRoot()
    weight.drawUniform(-bound, bound, &random)
    bias?.value.fill(0.01)
  }
}
