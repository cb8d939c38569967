import Foundation
import NamedSettings

/// ln(1 + exp(beta x)) / beta, and x itself where beta x is above the threshold.
///
/// Settings: `beta` 1, `threshold` 20.
public struct Softplus: ActivationDefinition {
  let beta: Float
  let threshold: Float

  /// A layer with PyTorch's arguments.
  public init(beta: Double = 1, threshold: Double = 20) {
    self.beta = Float(beta)
    self.threshold = Float(threshold)
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    self.init(
      beta: try settings.real("beta", default: 1, in: Double.leastNormalMagnitude...),
      threshold: try settings.real("threshold", default: 20))
  }

  func forward(_ input: Tensor, into output: Tensor) {
    output.fill(from: input) { x in beta * x > threshold ? x : log1p(exp(beta * x)) / beta }
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, into inputGradient: Tensor
  ) {
    inputGradient.fill(from: outputGradient, input) { g, x in
      beta * x > threshold ? g : g / (1 + exp(-beta * x))
    }
  }
}
