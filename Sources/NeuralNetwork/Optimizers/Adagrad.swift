import Kernels
import NamedSettings

/// Adagrad, `torch.optim.Adagrad`: steps by the gradient over the root of the sum of its squares so far.
///
/// Source: Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
/// JMLR 12 (2011).
public struct Adagrad: UpdateRule {
  /// The step size.
  public var learningRate: Double
  private let rateDecay: Double
  private let epsilon: Double
  private let weightDecay: Double
  private let initialSum: Double
  private let maximize: Bool
  private let flags: ImplementationFlags

  /// Reads `lr` (0.01), `lr_decay` (0), `weight_decay` (0), `initial_accumulator_value` (0), `eps` (1e-10), `maximize`
  /// (false) and PyTorch's implementation flags.
  public init(_ settings: inout Settings) throws(SettingError) {
    learningRate = try settings.real("lr", default: 1e-2, in: 0...)
    rateDecay = try settings.real("lr_decay", default: 0, in: 0...)
    weightDecay = try settings.real("weight_decay", default: 0, in: 0...)
    initialSum = try settings.real("initial_accumulator_value", default: 0, in: 0...)
    epsilon = try settings.real("eps", default: 1e-10, in: 0...)
    maximize = try settings.bool("maximize", default: false)
    flags = try ImplementationFlags(&settings, "foreach", "differentiable", "fused")
  }

  /// See `UpdateRule`.
  public var settings: [(name: String, value: SettingValue)] {
    [
      ("lr", .real(learningRate)), ("lr_decay", .real(rateDecay)), ("eps", .real(epsilon)),
      ("weight_decay", .real(weightDecay)), ("initial_accumulator_value", .real(initialSum)),
      flags.setting("foreach"), ("maximize", .bool(maximize)), flags.setting("differentiable"),
      flags.setting("fused"),
    ]
  }

  /// The number of steps and the sum of the squares.
  public var quantities: [RememberedQuantity] {
    [.scalar("step"), .tensor("sum", initially: Float(initialSum))]
  }

  /// With s the sum of the squares: p -= lr / (1 + (t - 1) * lr_decay) * g / (sqrt(s) + eps).
  public func update(_ parameter: Parameter, _ memory: ParameterMemory) {
    let rate = Float(learningRate / (1 + (memory.countStep() - 1) * rateDecay))
    let effective = EffectiveGradient(maximize: maximize, weightDecay: weightDecay)
    let epsilon = Float(epsilon)
    Elementwise.update(
      parameter.value, memory.tensor("sum"), by: parameter.gradient
    ) { p, s, g in
      let g = effective(g, at: p)
      s += g * g
      p -= rate * g / (Elementwise.squareRoot(s) + epsilon)
    }
  }
}
