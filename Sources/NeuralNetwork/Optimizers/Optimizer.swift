import Kernels
import NamedSettings

/// A rule that changes parameters by their gradients.
///
/// Names, settings, defaults and the contents of the state are those of `torch.optim`.
public protocol Optimizer: AnyObject {
  /// The step size, which a scheduler changes between epochs.
  var learningRate: Double { get set }
  /// The momentum, or the first beta, which CyclicLR and OneCycleLR change as well; nil when the rule
  /// has neither, and then setting it does nothing.
  var momentum: Double? { get set }
  /// What a scheduler leaves in the saved group beside the rule's own settings, such as `initial_lr`.
  var scheduleSettings: [(name: String, value: SettingValue)] { get set }
  /// How many tensors of a parameter's shape it keeps of each.
  var rememberedTensors: Int { get }
  /// Takes over the parameters it will change, with fresh state. Called once, before the first step.
  func attach(_ parameters: [Parameter])
  /// Changes every parameter once, by its gradient.
  func step()
  /// The state dictionary as PyTorch would save it.
  var state: OptimizerState { get }
  /// Continues from a saved state. Throws when it was made for another optimizer or other parameters.
  func load(_ state: OptimizerState) throws(SettingError)
}
