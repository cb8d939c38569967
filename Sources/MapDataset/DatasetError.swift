import Files
import NamedSettings

/// A dataset that cannot be used: which file, and what is wrong with it.
public struct DatasetError: Error, Equatable, CustomStringConvertible {
  /// What sort of mistake it is.
  public enum Kind: Sendable {
    /// A file is not there or cannot be read.
    case missing
    /// A file's content is wrong.
    case malformed
    /// The file is fine, but the description (column indices, scaling) does not fit it.
    case unfit
  }

  /// What sort of mistake it is.
  public let kind: Kind
  /// The file at fault.
  public let path: String
  /// What is wrong and what to do, in one line without the path.
  public private(set) var reason: String
  /// The key of a configuration's loader that does not fit the file, such as `filter_inputs`; only
  /// when `kind` is `unfit`.
  public let field: String?

  /// The path, the field if there is one, the reason.
  public var description: String {
    if let field { return "\(path): \(field): \(reason)" }
    return "\(path): \(reason)"
  }

  static func missing(_ path: String, _ reason: String) -> DatasetError {
    DatasetError(kind: .missing, path: path, reason: reason, field: nil)
  }

  static func malformed(_ path: String, _ reason: String) -> DatasetError {
    DatasetError(kind: .malformed, path: path, reason: reason, field: nil)
  }

  static func unfit(_ path: String, _ field: String?, _ reason: String) -> DatasetError {
    DatasetError(kind: .unfit, path: path, reason: reason, field: field)
  }

  /// The same error, of a map that a row of the table at `path` names.
  func inRow(_ row: Int, of path: String) -> DatasetError {
    DatasetError(
      kind: kind, path: self.path, reason: "\(reason) (row \(row) of \(path))", field: field)
  }

  /// Several maps or rows that are wrong, a line each; `count` of them, of which `first` are told.
  static func several(_ first: [DatasetError], of count: Int, in path: String) -> DatasetError {
    let areMissing = first.allSatisfy { $0.kind == .missing }
    let lines = first.map { "\n  " + ($0.path == path ? $0.reason : "\($0)") }.joined()
    let start =
      count > first.count ? "\(count) faults, the first \(first.count):" : "\(count) faults:"
    var error = DatasetError(
      kind: areMissing ? .missing : .malformed, path: path, reason: start, field: nil)
    error.reason += lines
    return error
  }

  /// A file that the operating system would not open or read.
  init(_ error: PosixError) {
    self = .missing(error.path, error.reason)
  }

  private init(kind: Kind, path: String, reason: String, field: String?) {
    self.kind = kind
    // A table's names of files and columns can neither break a line nor steer the terminal.
    self.path = path.printable
    self.reason = reason.printable
    self.field = field
  }
}
