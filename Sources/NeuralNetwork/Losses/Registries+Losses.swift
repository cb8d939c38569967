import NamedSettings

extension Registries {
  /// The losses.
  public static let losses = Registry<any Loss>(
    "loss",
    [
      "LossMAE": { _ in LossMAE() },
      "LossMSE": { _ in LossMSE() },
      "LossRMSE": { _ in LossRMSE() },
      "LossNLL": { _ in LossNLL() },
    ])
}
