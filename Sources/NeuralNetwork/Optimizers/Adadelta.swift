import Kernels
import NamedSettings

/// Adadelta, `torch.optim.Adadelta`: steps as large as the steps before, by the gradient over its root mean square.
///
/// Source: Zeiler, "ADADELTA: An Adaptive Learning Rate Method", arXiv:1212.5701.
public struct Adadelta: UpdateRule {
  /// The factor of each step.
  public var learningRate: Double
  private let rho: Double
  private let epsilon: Double
  private let weightDecay: Double
  private let maximize: Bool
  private let flags: ImplementationFlags

  /// Reads `lr` (1), `rho` (0.9), `eps` (1e-6), `weight_decay` (0), `maximize` (false) and PyTorch's
  /// implementation flags.
  public init(_ settings: inout Settings) throws(SettingError) {
    learningRate = try settings.real("lr", default: 1, in: 0...)
    rho = try settings.real("rho", default: 0.9, in: 0...1)
    epsilon = try settings.real("eps", default: 1e-6, in: 0...)
    weightDecay = try settings.real("weight_decay", default: 0, in: 0...)
    maximize = try settings.bool("maximize", default: false)
    flags = try ImplementationFlags(&settings, "capturable", "foreach", "differentiable")
  }

  /// See `UpdateRule`.
  public var settings: [(name: String, value: SettingValue)] {
    [
      ("lr", .real(learningRate)), ("rho", .real(rho)), ("eps", .real(epsilon)),
      ("weight_decay", .real(weightDecay)), ("maximize", .bool(maximize)),
      flags.setting("capturable"), flags.setting("foreach"), flags.setting("differentiable"),
    ]
  }

  /// The number of steps, the running mean squares of the gradient and of the steps.
  public var quantities: [RememberedQuantity] {
    [.scalar("step"), .tensor("square_avg"), .tensor("acc_delta")]
  }

  /// With v and d the mean squares: p -= lr * x with x = sqrt(d + eps) / sqrt(v + eps) * g.
  public func update(_ parameter: Parameter, _ memory: ParameterMemory) {
    _ = memory.countStep()
    let effective = EffectiveGradient(maximize: maximize, weightDecay: weightDecay)
    let (rate, epsilon) = (Float(learningRate), Float(epsilon))
    let (keep, add) = (Float(rho), Float(1 - rho))
    Elementwise.update(
      parameter.value, memory.tensor("square_avg"), memory.tensor("acc_delta"),
      by: parameter.gradient
    ) { p, v, d, g in
      let g = effective(g, at: p)
      v = keep * v + add * g * g
      let x = Elementwise.squareRoot(d + epsilon) / Elementwise.squareRoot(v + epsilon) * g
      d = keep * d + add * x * x
      p -= rate * x
    }
  }
}
