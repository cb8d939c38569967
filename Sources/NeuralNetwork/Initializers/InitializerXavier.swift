import Kernels
import RandomStreams

/// Weights uniform in (-b, b) with b = sqrt(6 / (inputs + outputs)), biases 0.01. Source: Glorot and Bengio,
/// "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, equation 16.
public struct InitializerXavier: Initializer {
  /// Makes the initializer; it has no settings.
  public init() {}

  /// See `Initializer`.
  public func initialize(weight: Parameter, bias: Parameter?, _ random: inout RandomStream) {
    let bound = (6 / Double(weight.fanIn + weight.fanOut)).squareRoot()
    weight.drawUniform(-bound, bound, &random)
    bias?.value.fill(0.01)
  }
}
