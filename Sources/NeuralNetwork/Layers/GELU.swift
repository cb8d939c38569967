import Foundation
import NamedSettings

/// x Φ(x), Φ the normal distribution's cumulative function, or its approximation by tanh.
///
/// Settings: `approximate` `none`, or `tanh`. Source: Hendrycks & Gimpel, arXiv:1606.08415.
public struct GELU: ActivationDefinition {
  /// How Φ is computed.
  public enum Approximation: String, CaseIterable, Sendable {
    /// By the error function.
    case none
    /// As (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2.
    case tanh
  }

  let approximation: Approximation

  /// A layer with PyTorch's arguments.
  public init(approximate: Approximation = .none) {
    approximation = approximate
  }

  /// Reads a configuration's settings.
  public init(_ settings: inout Settings) throws(SettingError) {
    let name = try settings.string("approximate", default: Approximation.none.rawValue)
    guard let approximation = Approximation(rawValue: name) else {
      throw SettingError(
        "approximate",
        unknownName(name, "approximation", valid: Approximation.allCases.map(\.rawValue)))
    }
    self.init(approximate: approximation)
  }

  func forward(_ input: Tensor, into output: Tensor) {
    switch approximation {
    case .none: output.fill(from: input) { x in x * normalCumulative(x) }
    case .tanh: output.fill(from: input) { x in 0.5 * x * (1 + tanh(tanhArgument(x))) }
    }
  }

  func backward(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, into inputGradient: Tensor
  ) {
    switch approximation {
    case .none:
      inputGradient.fill(from: outputGradient, input) { g, x in
        g * (normalCumulative(x) + x * exp(-0.5 * x * x) / (2 * Float.pi).squareRoot())
      }
    case .tanh:
      inputGradient.fill(from: outputGradient, input) { g, x in
        let t = tanh(tanhArgument(x))
        return g * 0.5 * (1 + t + x * (1 - t * t) * tanhArgumentSlope(x))
      }
    }
  }
}

private let tanhScale: Float = (2 / Float.pi).squareRoot()

private func normalCumulative(_ x: Float) -> Float { 0.5 * (1 + erf(x * Float(0.5).squareRoot())) }

private func tanhArgument(_ x: Float) -> Float { tanhScale * (x + 0.044715 * x * x * x) }

private func tanhArgumentSlope(_ x: Float) -> Float { tanhScale * (1 + 3 * 0.044715 * x * x) }
