import Foundation
import Kernels
import NamedSettings

/// Adamax, `torch.optim.Adamax`: Adam with the largest decayed gradient in place of the root mean square.
///
/// Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", arXiv:1412.6980, section 7.1.
public struct Adamax: UpdateRule {
  /// The step size.
  public var learningRate: Double
  private var betas: (Double, Double)
  private let epsilon: Double
  private let weightDecay: Double
  private let maximize: Bool
  private let flags: ImplementationFlags

  /// Reads `lr` (0.002), `betas` ([0.9, 0.999]), `eps` (1e-8), `weight_decay` (0), `maximize` (false) and PyTorch's
  /// implementation flags.
  public init(_ settings: inout Settings) throws(SettingError) {
    learningRate = try settings.real("lr", default: 2e-3, in: 0...)
    betas = try settings.pair("betas", default: (0.9, 0.999), in: 0..<1)
    epsilon = try settings.real("eps", default: 1e-8, in: 0...)
    weightDecay = try settings.real("weight_decay", default: 0, in: 0...)
    maximize = try settings.bool("maximize", default: false)
    flags = try ImplementationFlags(&settings, "foreach", "differentiable", "capturable")
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
      ("weight_decay", .real(weightDecay)), flags.setting("foreach"), ("maximize", .bool(maximize)),
      flags.setting("differentiable"), flags.setting("capturable"),
    ]
  }

  /// The number of steps, the gradient's running mean and its largest decayed size.
  public var quantities: [RememberedQuantity] {
    [.scalar("step"), .tensor("exp_avg"), .tensor("exp_inf")]
  }

  /// With m the running mean and u = max(beta2 * u, |g| + eps): p -= lr / (1 - beta1^t) * m / u.
  public func update(_ parameter: Parameter, _ memory: ParameterMemory) {
    let rate = Float(learningRate / (1 - pow(betas.0, memory.countStep())))
    let effective = EffectiveGradient(maximize: maximize, weightDecay: weightDecay)
    let (w1, b2, epsilon) = (Float(1 - betas.0), Float(betas.1), Float(epsilon))
    Elementwise.update(
      parameter.value, memory.tensor("exp_avg"), memory.tensor("exp_inf"), by: parameter.gradient
    ) { p, m, u, g in
      let g = effective(g, at: p)
      m += w1 * (g - m)
      u = max(b2 * u, abs(g) + epsilon)
      p -= rate * m / u
    }
  }
}
