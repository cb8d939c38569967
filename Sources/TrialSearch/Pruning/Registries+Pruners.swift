import NamedSettings

extension Registries {
  /// The ways to stop variants that fall behind.
  public static let pruners = Registry<any Pruner>(
    "pruner",
    [
      "NopPruner": NopPruner.init,
      "MedianPruner": MedianPruner.init,
      "SuccessiveHalvingPruner": SuccessiveHalvingPruner.init,
      "HyperbandPruner": HyperbandPruner.init,
    ])
}
