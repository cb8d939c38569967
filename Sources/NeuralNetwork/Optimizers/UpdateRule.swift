import NamedSettings

/// The arithmetic of an optimizer; `RuleOptimizer` adds the bookkeeping that all share.
///
/// Names, defaults and order of the settings and remembered quantities are those of `torch.optim`.
public protocol UpdateRule {
  /// Reads a configuration's keyword arguments.
  init(_ settings: inout Settings) throws(SettingError)
  /// The class in `torch.optim`, for messages.
  var name: String { get }
  /// The step size, `lr`.
  var learningRate: Double { get set }
  /// The momentum or the first beta; nil, whatever is set, when the rule has neither.
  var momentum: Double? { get set }
  /// The parameter group as PyTorch saves it.
  var settings: [(name: String, value: SettingValue)] { get }
  /// What the rule remembers of each parameter from one step to the next.
  var quantities: [RememberedQuantity] { get }
  /// Changes a parameter by its gradient. The memory has all `quantities`.
  func update(_ parameter: Parameter, _ memory: ParameterMemory)
  /// The same rule with the settings of a saved group.
  func restored(from settings: inout Settings) throws(SettingError) -> Self
}

extension UpdateRule {
  /// The name of the type.
  public var name: String { String(describing: Self.self) }

  /// None.
  public var momentum: Double? {
    get { nil }
    set {}
  }

  /// Reads a saved group like a configuration.
  public func restored(from settings: inout Settings) throws(SettingError) -> Self {
    try Self(&settings)
  }
}
