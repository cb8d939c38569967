import Foundation

/// Removes a file when a signal is about to end the process, which then ends as it would have.
enum SignalCleanup {
  /// Set before the handlers are: they can only read it.
  nonisolated(unsafe) private static var path: UnsafeMutablePointer<CChar>?

  /// From now on the file at `path` does not outlive the process.
  static func remove(_ path: String) {
    Self.path = strdup(path)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGXFSZ] {
      let before = signal(number) { number in
        // Only calls that are allowed in a handler.
        if let path = SignalCleanup.path { unlink(path) }
        signal(number, SIG_DFL)
        raise(number)
      }
      // As under nohup.
      if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
  }
}
