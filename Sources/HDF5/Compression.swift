/// How the numbers of a dataset are stored.
public enum Compression: String, CaseIterable, Sendable {
  /// One after another.
  case none
  /// In compressed pieces of one entry of the first dimension each.
  case gzip
}
