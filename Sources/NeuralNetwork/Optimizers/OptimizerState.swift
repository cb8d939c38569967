import NamedSettings

/// An optimizer's `state_dict()`: one parameter group, and per parameter what the rule remembers.
public struct OptimizerState {
  /// A remembered quantity.
  public enum Entry {
    /// Such as `exp_avg`; a tensor of shape `[]` is a scalar one, such as `step`.
    case tensor(Tensor)
    /// A plain number.
    case value(SettingValue)
  }

  /// By the parameter's position in the group, the quantities by name, in PyTorch's order.
  public var entries: [Int: [(name: String, entry: Entry)]]
  /// The group's settings, such as `lr`, in PyTorch's order; without `params`.
  public var settings: [(name: String, value: SettingValue)]
  /// The number of parameters in the group.
  public var parameterCount: Int

  /// Makes a state.
  public init(
    entries: [Int: [(name: String, entry: Entry)]],
    settings: [(name: String, value: SettingValue)], parameterCount: Int
  ) {
    self.entries = entries
    self.settings = settings
    self.parameterCount = parameterCount
  }
}
