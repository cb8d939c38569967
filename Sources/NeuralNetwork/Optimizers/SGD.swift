import Kernels
import NamedSettings

/// Stochastic gradient descent with momentum, `torch.optim.SGD`.
///
/// Source of `nesterov`: Sutskever et al., "On the importance of initialization and momentum in deep learning",
/// ICML 2013, in PyTorch's form, where the learning rate multiplies the momentum too.
public struct SGD: UpdateRule {
  /// The step size.
  public var learningRate: Double
  private var momentumFactor: Double
  private let dampening: Double
  private let weightDecay: Double
  private let nesterov: Bool
  private let maximize: Bool
  private let flags: ImplementationFlags

  /// Reads `lr` (0.001), `momentum` (0), `dampening` (0), `weight_decay` (0), `nesterov`, `maximize` (false) and
  /// PyTorch's implementation flags.
  public init(_ settings: inout Settings) throws(SettingError) {
    learningRate = try settings.real("lr", default: 1e-3, in: 0...)
    momentumFactor = try settings.real("momentum", default: 0, in: 0...)
    dampening = try settings.real("dampening", default: 0)
    weightDecay = try settings.real("weight_decay", default: 0, in: 0...)
    nesterov = try settings.bool("nesterov", default: false)
    maximize = try settings.bool("maximize", default: false)
    flags = try ImplementationFlags(&settings, "foreach", "differentiable", "fused")
    guard !nesterov || momentumFactor > 0 && dampening == 0 else {
      throw SettingError("nesterov", "it needs a momentum above 0 and no dampening")
    }
  }

  /// The momentum.
  public var momentum: Double? {
    get { momentumFactor }
    set { momentumFactor = newValue ?? momentumFactor }
  }

  /// See `UpdateRule`.
  public var settings: [(name: String, value: SettingValue)] {
    [
      ("lr", .real(learningRate)), ("momentum", .real(momentumFactor)),
      ("dampening", .real(dampening)), ("weight_decay", .real(weightDecay)),
      ("nesterov", .bool(nesterov)), ("maximize", .bool(maximize)), flags.setting("foreach"),
      flags.setting("differentiable"), flags.setting("fused"),
    ]
  }

  /// With momentum, the sum of the gradients so far.
  public var quantities: [RememberedQuantity] {
    momentumFactor == 0 ? [] : [.tensor("momentum_buffer")]
  }

  /// p -= lr * b with b = momentum * b + (1 - dampening) * g; the first b is g itself.
  public func update(_ parameter: Parameter, _ memory: ParameterMemory) {
    let effective = EffectiveGradient(maximize: maximize, weightDecay: weightDecay)
    let (rate, momentum) = (Float(learningRate), Float(momentumFactor))
    let (value, gradient) = (parameter.value, parameter.gradient)
    guard momentumFactor != 0 else {
      Elementwise.update(value, by: gradient) { p, g in p -= rate * effective(g, at: p) }
      return
    }
    let keep = memory.isNew ? 0 : momentum
    let add = Float(memory.isNew ? 1 : 1 - dampening)
    let (ofGradient, ofBuffer): (Float, Float) = nesterov ? (1, momentum) : (0, 1)
    Elementwise.update(value, memory.tensor("momentum_buffer"), by: gradient) { p, b, g in
      let g = effective(g, at: p)
      b = keep * b + add * g
      p -= rate * (ofGradient * g + ofBuffer * b)
    }
  }
}
