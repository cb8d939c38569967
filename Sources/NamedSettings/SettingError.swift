/// A setting that is missing, unknown, of the wrong kind or out of range.
public struct SettingError: Error, Equatable, CustomStringConvertible {
  /// Where it stands, relative to the object that was read: `lr`, `betas[1]`, `layers[2].args.p`.
  public let path: String
  /// What is wrong with it and what to do, without the path.
  public let reason: String

  /// Makes an error about the setting at `path`.
  public init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The path, a colon, the reason.
  public var description: String { path.isEmpty ? reason : "\(path): \(reason)" }

  /// The same error seen from the object that holds the one read, under `key`.
  public func prefixed(_ key: String) -> SettingError {
    if path.isEmpty { return SettingError(key, reason) }
    return SettingError(path.hasPrefix("[") ? key + path : "\(key).\(path)", reason)
  }
}
