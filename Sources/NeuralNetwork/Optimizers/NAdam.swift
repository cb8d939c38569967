import Foundation
import Kernels
import NamedSettings

/// NAdam, `torch.optim.NAdam`: Adam with Nesterov's momentum.
///
/// Source: Dozat, "Incorporating Nesterov Momentum into Adam", ICLR 2016 workshop.
public struct NAdam: UpdateRule {
  /// The step size.
  public var learningRate: Double
  private var betas: (Double, Double)
  private let epsilon: Double
  private let weightDecay: Double
  private let momentumDecay: Double
  private let decoupled: Bool
  private let maximize: Bool
  private let flags: ImplementationFlags

  /// Reads `lr` (0.002), `betas` ([0.9, 0.999]), `eps` (1e-8), `weight_decay` (0), `momentum_decay` (0.004),
  /// `decoupled_weight_decay`, `maximize` (false) and PyTorch's implementation flags.
  public init(_ settings: inout Settings) throws(SettingError) {
    learningRate = try settings.real("lr", default: 2e-3, in: 0...)
    betas = try settings.pair("betas", default: (0.9, 0.999), in: 0..<1)
    epsilon = try settings.real("eps", default: 1e-8, in: 0...)
    weightDecay = try settings.real("weight_decay", default: 0, in: 0...)
    momentumDecay = try settings.real("momentum_decay", default: 4e-3, in: 0...)
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
      ("weight_decay", .real(weightDecay)), ("momentum_decay", .real(momentumDecay)),
      ("decoupled_weight_decay", .bool(decoupled)), ("maximize", .bool(maximize)),
      flags.setting("foreach"), flags.setting("capturable"), flags.setting("differentiable"),
    ]
  }

  /// The number of steps, the product of the momenta so far, the gradient's running mean and mean square.
  public var quantities: [RememberedQuantity] {
    [
      .scalar("step"), .scalar("mu_product", initially: 1), .tensor("exp_avg"),
      .tensor("exp_avg_sq"),
    ]
  }

  /// With mu_t = beta1 * (1 - 0.96^(t * momentum_decay) / 2), M their product, m the running mean and v the
  /// running mean square:
  /// p -= lr * ((1 - mu_t) / (1 - M_t) * g + mu_t+1 / (1 - M_t+1) * m) / (sqrt(v / (1 - beta2^t)) + eps).
  public func update(_ parameter: Parameter, _ memory: ParameterMemory) {
    let step = memory.countStep()
    let factor = factor(at: step)
    let next = self.factor(at: step + 1)
    memory["mu_product"] *= Float(factor)
    let product = Double(memory["mu_product"])
    let ofGradient = Float(learningRate * (1 - factor) / (1 - product))
    let ofMean = Float(learningRate * next / (1 - product * next))
    let correction = Float(1 - pow(betas.1, step))
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
      p =
        p * shrink - (ofGradient * g + ofMean * m)
        / (Elementwise.squareRoot(v / correction) + epsilon)
    }
  }

  private func factor(at step: Double) -> Double {
    betas.0 * (1 - 0.5 * pow(0.96, step * momentumDecay))
  }
}
