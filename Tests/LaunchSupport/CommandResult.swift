/// How a program ended and what it wrote.
public struct CommandResult: Sendable {
  /// The exit code of a program that ran for too long.
  public static let timedOut: Int32 = 124

  /// Its exit code; 128 plus the signal's number when a signal ended it.
  public let exitCode: Int32
  /// What it wrote to standard output.
  public let output: String
  /// What it wrote to standard error.
  public let errorOutput: String
}
