import Foundation

/// The two streams that a program speaks on.
public enum Console {
  /// Which of them.
  public enum Stream: Int32, Sendable {
    /// Standard output.
    case output = 1
    /// Standard error.
    case error = 2
  }

  /// Writes `text` as far as the stream takes it.
  ///
  /// A full disk or a reader that has gone must not end a run whose results are safe elsewhere: failures
  /// are passed over, and no SIGPIPE is raised from the first call on.
  public static func write(_ text: String, to stream: Stream = .output) {
    _ = ignoresBrokenPipes
    try? writeAll(Array(text.utf8), to: stream.rawValue, "standard \(stream)")
  }

  private static let ignoresBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()
}
