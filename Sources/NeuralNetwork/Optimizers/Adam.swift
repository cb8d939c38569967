import Foundation
import Kernels
import NamedSettings

/// Adam, `torch.optim.Adam`: steps by the gradient's running mean over the root of its running mean square.
///
/// Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", arXiv:1412.6980; `amsgrad`: Reddi, Kale
/// and Kumar, "On the Convergence of Adam and Beyond", ICLR 2018.
public struct Adam: UpdateRule {
  /// `Adam` or `AdamW`.
  public let name: String
  /// The step size.
  public var learningRate: Double
  private var betas: (Double, Double)
  private let epsilon: Double
  private let weightDecay: Double
  private let amsgrad: Bool
  private let maximize: Bool
  private let decoupled: Bool
  private let flags: ImplementationFlags

  /// Reads `lr` (0.001), `betas` ([0.9, 0.999]), `eps` (1e-8), `weight_decay` (0), `amsgrad`, `maximize`,
  /// `decoupled_weight_decay` (false) and PyTorch's implementation flags.
  public init(_ settings: inout Settings) throws(SettingError) {
    let decoupled = try settings.bool("decoupled_weight_decay", default: false)
    try self.init(&settings, name: "Adam", weightDecay: 0, decoupled: decoupled)
  }

  init(
    _ settings: inout Settings, name: String, weightDecay: Double, decoupled: Bool
  ) throws(SettingError) {
    self.name = name
    learningRate = try settings.real("lr", default: 1e-3, in: 0...)
    betas = try settings.pair("betas", default: (0.9, 0.999), in: 0..<1)
    epsilon = try settings.real("eps", default: 1e-8, in: 0...)
    self.weightDecay = try settings.real("weight_decay", default: weightDecay, in: 0...)
    amsgrad = try settings.bool("amsgrad", default: false)
    maximize = try settings.bool("maximize", default: false)
    self.decoupled = decoupled
    flags = try ImplementationFlags(&settings, "foreach", "capturable", "differentiable", "fused")
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
      ("weight_decay", .real(weightDecay)), ("amsgrad", .bool(amsgrad)),
      ("maximize", .bool(maximize)), flags.setting("foreach"), flags.setting("capturable"),
      flags.setting("differentiable"), flags.setting("fused"),
      ("decoupled_weight_decay", .bool(decoupled)),
    ]
  }

  /// The number of steps, the gradient's running mean and mean square, and with `amsgrad` its maximum.
  public var quantities: [RememberedQuantity] {
    [.scalar("step"), .tensor("exp_avg"), .tensor("exp_avg_sq")]
      + (amsgrad ? [.tensor("max_exp_avg_sq")] : [])
  }

  /// Throws where a state of Adam is given to AdamW or the other way round; states from before PyTorch
  /// had the setting do not tell.
  public func restored(from settings: inout Settings) throws(SettingError) -> Adam {
    let saved = try settings.bool("decoupled_weight_decay", default: decoupled)
    guard saved == decoupled else {
      throw SettingError(
        "decoupled_weight_decay", "the state has \(saved), \(name) here has \(decoupled)")
    }
    return try Adam(&settings, name: name, weightDecay: weightDecay, decoupled: decoupled)
  }

  /// With m the running mean, v the running mean square and t the step:
  /// p -= lr / (1 - beta1^t) * m / (sqrt(v / (1 - beta2^t)) + eps).
  public func update(_ parameter: Parameter, _ memory: ParameterMemory) {
    let number = memory.countStep()
    let correction = (1 - pow(betas.1, number)).squareRoot()
    // Both sides of the fraction times the correction: one division an element less.
    let scale = Float(learningRate / (1 - pow(betas.0, number)) * correction)
    let floor = Float(epsilon * correction)
    let shrink = Float(decoupled ? 1 - learningRate * weightDecay : 1)
    let effective = EffectiveGradient(
      maximize: maximize, weightDecay: decoupled ? 0 : weightDecay)
    let (w1, b2, w2) = (Float(1 - betas.0), Float(betas.1), Float(1 - betas.1))

    @inline(__always) func average(_ m: inout Float, _ v: inout Float, _ g: Float) {
      m += w1 * (g - m)
      v = b2 * v + w2 * g * g
    }

    let (value, mean, square) = (
      parameter.value, memory.tensor("exp_avg"), memory.tensor("exp_avg_sq")
    )
    if amsgrad {
      let largest = memory.tensor("max_exp_avg_sq")
      Elementwise.update(value, mean, square, largest, by: parameter.gradient) {
        p, m, v, top, g in
        average(&m, &v, effective(g, at: p))
        top = max(top, v)
        p = p * shrink - scale * m / (Elementwise.squareRoot(top) + floor)
      }
      return
    }
    let step = AdamStep(
      sign: maximize ? -1 : 1, weightDecay: Float(decoupled ? 0 : weightDecay), meanShare: w1,
      squareKept: b2, squareShare: w2, shrink: shrink, scale: scale, floor: floor)
    if let gradient = parameter.factoredGradient {
      step.apply(to: value, means: mean, squares: square, gradient: gradient)
    } else {
      step.apply(to: value, means: mean, squares: square, gradients: parameter.gradient)
    }
  }
}
