import Foundation
import Kernels
import NamedSettings

/// RAdam, `torch.optim.RAdam`: Adam that steps by the mean alone until the mean square is known well enough.
///
/// Source: Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond", ICLR 2020.
public struct RAdam: UpdateRule {
  /// The step size.
  public var learningRate: Double
  private var betas: (Double, Double)
  private let epsilon: Double
  private let weightDecay: Double
  private let decoupled: Bool
  private let maximize: Bool
  private let flags: ImplementationFlags

  /// Reads `lr` (0.001), `betas` ([0.9, 0.999]), `eps` (1e-8), `weight_decay` (0), `decoupled_weight_decay`, `maximize`
  /// (false) and PyTorch's implementation flags.
  public init(_ settings: inout Settings) throws(SettingError) {
    learningRate = try settings.real("lr", default: 1e-3, in: 0...)
    betas = try settings.pair("betas", default: (0.9, 0.999), in: 0..<1)
    epsilon = try settings.real("eps", default: 1e-8, in: 0...)
    weightDecay = try settings.real("weight_decay", default: 0, in: 0...)
    decoupled = try settings.bool("decoupled_weight_decay", default: false)
    maximize = try settings.bool("maximize", default: false)
    flags = try ImplementationFlags(&settings, "foreach", "capturable", "differentiable")
  }

  /// The first beta.
  public var momentum: Double? {
    get { betas.0 }
    set { betas.0 = newValue ?? betas.0 }
  }

  /// See `UpdateRule`.
  public var settings: [(name: String, value: SettingValue)] {
    [
      ("lr", .real(learningRate)), ("betas", .pair(betas)), ("eps", .real(epsilon)),
      ("weight_decay", .real(weightDecay)), ("maximize", .bool(maximize)),
      flags.setting("foreach"), flags.setting("capturable"),
      ("decoupled_weight_decay", .bool(decoupled)), flags.setting("differentiable"),
    ]
  }

  /// The number of steps, the gradient's running mean and mean square.
  public var quantities: [RememberedQuantity] {
    [.scalar("step"), .tensor("exp_avg"), .tensor("exp_avg_sq")]
  }

  /// With m the running mean, v the running mean square and r the rectification:
  /// p -= lr * m / (1 - beta1^t) * r * sqrt(1 - beta2^t) / (sqrt(v) + eps), without the factors after m's
  /// as long as there is no r.
  public func update(_ parameter: Parameter, _ memory: ParameterMemory) {
    let step = memory.countStep()
    let meanRate = learningRate / (1 - pow(betas.0, step))
    let correction = 1 - pow(betas.1, step)
    let rectification = rectification(at: step, correction: correction)
    let rate = Float(meanRate * (rectification.map { $0 * correction.squareRoot() } ?? 1))
    let adaptive = rectification != nil
    let shrink = Float(decoupled ? 1 - learningRate * weightDecay : 1)
    let effective = EffectiveGradient(
      maximize: maximize, weightDecay: decoupled ? 0 : weightDecay)
    let (w1, b2, w2) = (Float(1 - betas.0), Float(betas.1), Float(1 - betas.1))
    let epsilon = Float(epsilon)
    Elementwise.update(
      parameter.value, memory.tensor("exp_avg"), memory.tensor("exp_avg_sq"),
      by: parameter.gradient
    ) { p, m, v, g in
      let g = effective(g, at: p)
      m += w1 * (g - m)
      v = b2 * v + w2 * g * g
      p = p * shrink - rate * m / (adaptive ? Elementwise.squareRoot(v) + epsilon : 1)
    }
  }

  /// The paper's r_t; nil while the approximated moving average is too short, rho_t <= 5.
  private func rectification(at step: Double, correction: Double) -> Double? {
    let limit = 2 / (1 - betas.1) - 1
    let length = limit - 2 * step * pow(betas.1, step) / correction
    guard length > 5 else { return nil }
    return ((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length))
      .squareRoot()
  }
}
