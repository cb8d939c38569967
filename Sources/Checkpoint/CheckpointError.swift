/// A checkpoint that cannot be read, and why.
public struct CheckpointError: Error, Equatable, CustomStringConvertible {
  /// Which sort of trouble it is.
  public enum Kind: Sendable {
    /// The file is not there, or the system does not let us read it.
    case missing
    /// The file's content is not a checkpoint, or is damaged.
    case malformed
  }

  /// Which sort of trouble it is.
  public let kind: Kind
  /// The path as it was given.
  public let path: String
  /// What is wrong and what to do, without the path.
  public let reason: String

  /// Makes an error about the file at `path`.
  public init(_ kind: Kind, path: String, reason: String) {
    self.kind = kind
    self.path = path
    self.reason = reason
  }

  /// One line: the path, a colon, the reason.
  public var description: String { "\(path): \(reason)" }
}
