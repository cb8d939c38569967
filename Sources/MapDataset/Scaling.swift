/// How maps and labels are brought to a common range before training.
public enum Scaling: String, Sendable {
  /// Values are taken as they are.
  case none
  /// Each channel of each sample to [0, 1] by its own minimum and maximum; labels by the
  /// statistics'.
  case normalize
  /// Each channel of each sample by its own mean and population standard deviation; labels by the
  /// statistics'.
  case standardize
}
