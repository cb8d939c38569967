extension Registries {
  /// What `arch` chooses from.
  public static let models = Registry<any ModelDefinition>(
    "architecture",
    [
      "ModelConv": { settings throws(SettingError) in try ModelConv(&settings) },
      "ModelLinear": { settings throws(SettingError) in try ModelLinear(&settings) },
      "ModelSequential": { settings throws(SettingError) in try ModelSequential(&settings) },
    ])
}
