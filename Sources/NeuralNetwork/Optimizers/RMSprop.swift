import Kernels
import NamedSettings

/// RMSprop, `torch.optim.RMSprop`: steps by the gradient over its running root mean square.
///
/// Source: Hinton, "Neural Networks for Machine Learning", lecture 6e; `centered`: Graves, "Generating Sequences With
/// Recurrent Neural Networks", arXiv:1308.0850.
public struct RMSprop: UpdateRule {
  /// The step size.
  public var learningRate: Double
  private var momentumFactor: Double
  private let alpha: Double
  private let epsilon: Double
  private let centered: Bool
  private let weightDecay: Double
  private let maximize: Bool
  private let flags: ImplementationFlags

  /// Reads `lr` (0.01), `alpha` (0.99), `eps` (1e-8), `weight_decay` (0), `momentum` (0), `centered`, `maximize` (false) and
  /// PyTorch's implementation flags.
  public init(_ settings: inout Settings) throws(SettingError) {
    learningRate = try settings.real("lr", default: 1e-2, in: 0...)
    alpha = try settings.real("alpha", default: 0.99, in: 0...)
    epsilon = try settings.real("eps", default: 1e-8, in: 0...)
    weightDecay = try settings.real("weight_decay", default: 0, in: 0...)
    momentumFactor = try settings.real("momentum", default: 0, in: 0...)
    centered = try settings.bool("centered", default: false)
    maximize = try settings.bool("maximize", default: false)
    flags = try ImplementationFlags(&settings, "capturable", "foreach", "differentiable")
  }

  /// The momentum.
  public var momentum: Double? {
    get { momentumFactor }
    set { momentumFactor = newValue ?? momentumFactor }
  }

  /// See `UpdateRule`.
  public var settings: [(name: String, value: SettingValue)] {
    [
      ("lr", .real(learningRate)), ("momentum", .real(momentumFactor)), ("alpha", .real(alpha)),
      ("eps", .real(epsilon)), ("centered", .bool(centered)), ("weight_decay", .real(weightDecay)),
      flags.setting("capturable"), flags.setting("foreach"), ("maximize", .bool(maximize)),
      flags.setting("differentiable"),
    ]
  }

  /// The number of steps, the gradient's running mean square, with momentum the sum of the steps, and when
  /// centered the gradient's running mean.
  public var quantities: [RememberedQuantity] {
    [.scalar("step"), .tensor("square_avg")]
      + (momentumFactor > 0 ? [.tensor("momentum_buffer")] : [])
      + (centered ? [.tensor("grad_avg")] : [])
  }

  /// With v the running mean square, less the mean's square when centered: p -= lr * b with
  /// b = momentum * b + g / (sqrt(v) + eps).
  public func update(_ parameter: Parameter, _ memory: ParameterMemory) {
    _ = memory.countStep()
    let effective = EffectiveGradient(maximize: maximize, weightDecay: weightDecay)
    let (rate, momentum, epsilon) = (Float(learningRate), Float(momentumFactor), Float(epsilon))
    let (keep, add) = (Float(alpha), Float(1 - alpha))
    let (value, gradient) = (parameter.value, parameter.gradient)
    let square = memory.tensor("square_avg")

    @inline(__always) func scaled(_ g: Float, _ v: inout Float) -> Float {
      v = keep * v + add * g * g
      return g / (Elementwise.squareRoot(v) + epsilon)
    }
    @inline(__always) func centered(_ g: Float, _ v: inout Float, _ m: inout Float) -> Float {
      v = keep * v + add * g * g
      m += add * (g - m)
      return g / (Elementwise.squareRoot(v - m * m) + epsilon)
    }

    switch (self.centered, momentumFactor > 0) {
    case (false, false):
      Elementwise.update(value, square, by: gradient) { p, v, g in
        p -= rate * scaled(effective(g, at: p), &v)
      }
    case (false, true):
      let buffer = memory.tensor("momentum_buffer")
      Elementwise.update(value, square, buffer, by: gradient) { p, v, b, g in
        b = momentum * b + scaled(effective(g, at: p), &v)
        p -= rate * b
      }
    case (true, false):
      let mean = memory.tensor("grad_avg")
      Elementwise.update(value, square, mean, by: gradient) { p, v, m, g in
        p -= rate * centered(effective(g, at: p), &v, &m)
      }
    case (true, true):
      let (buffer, mean) = (memory.tensor("momentum_buffer"), memory.tensor("grad_avg"))
      Elementwise.update(value, square, buffer, mean, by: gradient) { p, v, b, m, g in
        b = momentum * b + centered(effective(g, at: p), &v, &m)
        p -= rate * b
      }
    }
  }
}
