import NamedSettings

/// An optimizer made of an update rule: it keeps the parameters and what the rule remembers of them.
public final class RuleOptimizer<Rule: UpdateRule>: Optimizer {
  var rule: Rule {
    didSet { quantities = rule.quantities }
  }
  // Kept, because making the list takes memory, and a training step should take none.
  private var quantities: [RememberedQuantity]
  /// The rule before a scheduler changed its rate or its momentum.
  let configured: Rule
  var parameters: [Parameter] = []
  var memories: [ParameterMemory] = []

  /// See `Optimizer`.
  public var scheduleSettings: [(name: String, value: SettingValue)] = []

  /// The step size.
  public var learningRate: Double {
    get { rule.learningRate }
    set { rule.learningRate = newValue }
  }

  /// The momentum or the first beta, if the rule has one.
  public var momentum: Double? {
    get { rule.momentum }
    set { rule.momentum = newValue }
  }

  /// See `Optimizer`.
  public var rememberedTensors: Int { quantities.count { !$0.isScalar } }

  /// An optimizer that follows `rule`.
  public init(_ rule: Rule) {
    self.rule = rule
    configured = rule
    quantities = rule.quantities
  }

  /// Reads the rule from a configuration's keyword arguments.
  public convenience init(_ settings: inout Settings) throws(SettingError) {
    self.init(try Rule(&settings))
  }

  /// See `Optimizer`.
  public func attach(_ parameters: [Parameter]) {
    self.parameters = parameters
    memories = parameters.map { _ in ParameterMemory() }
  }

  /// See `Optimizer`.
  public func step() {
    for (parameter, memory) in zip(parameters, memories) {
      memory.prepare(quantities, for: parameter)
      rule.update(parameter, memory)
    }
  }
}
