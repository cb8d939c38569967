import NamedSettings

extension Registries {
  /// What `arch` chooses from.
  public static let models = Registry<any ModelDefinition>(
    "architecture",
    [
      "ModelConv": ModelConv.init,
      "ModelLinear": ModelLinear.init,
      "ModelSequential": ModelSequential.init,
    ])
}
