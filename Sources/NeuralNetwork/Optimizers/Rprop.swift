import Kernels
import NamedSettings

/// Resilient backpropagation, `torch.optim.Rprop`: each element has a step size of its own, which grows while the
/// gradient keeps its sign; only the sign counts. Made for the whole training set in one batch.
///
/// Source: Riedmiller and Braun, "A direct adaptive method for faster backpropagation learning", ICNN 1993.
public struct Rprop: UpdateRule {
  /// The first step's size; later changes have no effect, as in PyTorch.
  public var learningRate: Double
  private let factors: (Double, Double)
  private let stepSizes: (Double, Double)
  private let maximize: Bool
  private let flags: ImplementationFlags

  /// Reads `lr` (0.01), `etas` ([0.5, 1.2]), `step_sizes` ([1e-6, 50]), `maximize` (false) and PyTorch's implementation
  /// flags.
  public init(_ settings: inout Settings) throws(SettingError) {
    learningRate = try settings.real("lr", default: 1e-2, in: 0...)
    factors = try settings.pair("etas", default: (0.5, 1.2))
    stepSizes = try settings.pair("step_sizes", default: (1e-6, 50))
    maximize = try settings.bool("maximize", default: false)
    flags = try ImplementationFlags(&settings, "foreach", "differentiable", "capturable")
    guard factors.0 > 0, factors.0 < 1, factors.1 > 1 else {
      throw SettingError("etas", "expected one number between 0 and 1 and one above 1")
    }
  }

  /// See `UpdateRule`.
  public var settings: [(name: String, value: SettingValue)] {
    [
      ("lr", .real(learningRate)), ("etas", .pair(factors)), ("step_sizes", .pair(stepSizes)),
      flags.setting("foreach"), ("maximize", .bool(maximize)), flags.setting("differentiable"),
      flags.setting("capturable"),
    ]
  }

  /// The number of steps, the gradient before, and the step sizes.
  public var quantities: [RememberedQuantity] {
    [
      .scalar("step"), .tensor("prev"),
      .tensor("step_size", initially: Float(learningRate)),
    ]
  }

  /// p -= sign(g) * s, with s larger where g has the sign it had before; where the sign turned, s is smaller
  /// and p rests for a step.
  public func update(_ parameter: Parameter, _ memory: ParameterMemory) {
    _ = memory.countStep()
    let effective = EffectiveGradient(maximize: maximize)
    let (shrink, grow) = (Float(factors.0), Float(factors.1))
    let (smallest, largest) = (Float(stepSizes.0), Float(stepSizes.1))
    Elementwise.update(
      parameter.value, memory.tensor("prev"), memory.tensor("step_size"), by: parameter.gradient
    ) { p, previous, s, g in
      let g = effective(g, at: p)
      let agreement = g * previous
      let factor = agreement > 0 ? grow : agreement < 0 ? shrink : 1
      s = min(max(s * factor, smallest), largest)
      previous = agreement < 0 ? 0 : g
      p -= previous > 0 ? s : previous < 0 ? -s : 0
    }
  }
}
