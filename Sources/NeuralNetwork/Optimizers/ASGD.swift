import Foundation
import Kernels
import NamedSettings

/// Averaged stochastic gradient descent, `torch.optim.ASGD`. The average is kept in the state, as in PyTorch; the
/// parameters themselves are not replaced by it.
///
/// Source: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", SIAM J. Control Optim. 30
/// (1992).
public struct ASGD: UpdateRule {
  /// The first step's size.
  public var learningRate: Double
  private let lambda: Double
  private let alpha: Double
  private let start: Double
  private let weightDecay: Double
  private let maximize: Bool
  private let flags: ImplementationFlags

  /// Reads `lr` (0.01), `lambd` (0.0001), `alpha` (0.75), `t0` (1e6), `weight_decay` (0), `maximize` (false) and PyTorch's
  /// implementation flags.
  public init(_ settings: inout Settings) throws(SettingError) {
    learningRate = try settings.real("lr", default: 1e-2, in: 0...)
    lambda = try settings.real("lambd", default: 1e-4, in: 0...)
    alpha = try settings.real("alpha", default: 0.75, in: 0...)
    start = try settings.real("t0", default: 1e6)
    weightDecay = try settings.real("weight_decay", default: 0, in: 0...)
    maximize = try settings.bool("maximize", default: false)
    flags = try ImplementationFlags(&settings, "foreach", "differentiable", "capturable")
  }

  /// See `UpdateRule`.
  public var settings: [(name: String, value: SettingValue)] {
    [
      ("lr", .real(learningRate)), ("lambd", .real(lambda)), ("alpha", .real(alpha)),
      ("t0", .real(start)), ("weight_decay", .real(weightDecay)), flags.setting("foreach"),
      ("maximize", .bool(maximize)), flags.setting("differentiable"), flags.setting("capturable"),
    ]
  }

  /// The number of steps, the step size and the average's weight for the next step, and the average.
  public var quantities: [RememberedQuantity] {
    [
      .scalar("step"), .scalar("eta", initially: Float(learningRate)),
      .scalar("mu", initially: 1), .tensor("ax"),
    ]
  }

  /// p = (1 - lambd * eta) * p - eta * g and a += mu * (p - a), with eta = lr / (1 + lambd * lr * t)^alpha and
  /// mu = 1 / max(1, t - t0) of the step before.
  public func update(_ parameter: Parameter, _ memory: ParameterMemory) {
    let step = memory.countStep()
    let effective = EffectiveGradient(maximize: maximize, weightDecay: weightDecay)
    let (rate, weight) = (memory["eta"], memory["mu"])
    let keep = Float(1 - lambda * Double(rate))
    Elementwise.update(
      parameter.value, memory.tensor("ax"), by: parameter.gradient
    ) { p, a, g in
      p = keep * p - rate * effective(g, at: p)
      a = weight == 1 ? p : a + (p - a) * weight
    }
    memory["eta"] = Float(learningRate / pow(1 + lambda * learningRate * step, alpha))
    memory["mu"] = Float(1 / max(1, step - start))
  }
}
