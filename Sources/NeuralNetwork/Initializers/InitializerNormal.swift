import Kernels
import RandomStreams

/// Weights normal with mean 0 and variance 1 / inputs, that is standard deviation 1 / sqrt(inputs); biases 0.
public struct InitializerNormal: Initializer {
  /// Makes the initializer; it has no settings.
  public init() {}

  /// See `Initializer`.
  public func initialize(weight: Parameter, bias: Parameter?, _ random: inout RandomStream) {
    weight.drawNormal(standardDeviation: 1 / Double(weight.fanIn).squareRoot(), &random)
    bias?.value.fill(0)
  }
}
