import Files
import Foundation
import Logging
import Synchronization

/// Where log lines go: to the console and, once a run has a folder, to its `log.txt`.
///
/// Lines are written as the reference writes them:
/// `2024-09-30 12:16:19,043 - trainer - INFO - Epoch 00001`.
public final class RunLog: Sendable {
  private let showsOnConsole: Bool
  private let level: Logger.Level
  private let file: Mutex<AppendingFile?>

  /// A log without a file. `verbosity` 0 lets warnings through, 1 also the course of the run, 2
  /// everything.
  public init(verbosity: Int, showsOnConsole: Bool = true) {
    self.showsOnConsole = showsOnConsole
    level = verbosity <= 0 ? .warning : verbosity == 1 ? .info : .debug
    file = Mutex(nil)
  }

  /// From now on, lines also go to the end of the file at `path`.
  public func open(_ path: String) throws(PosixError) {
    let opened = try AppendingFile(path: path)
    file.withLock { $0 = opened }
  }

  /// A logger whose lines carry `label` as their source, such as `trainer`.
  public func logger(_ label: String) -> Logger {
    var logger = Logger(label: label) { Handler(log: self, label: $0) }
    logger.logLevel = level
    return logger
  }

  private func write(_ line: String) {
    if showsOnConsole { Console.write(line) }
    // A full disk must not end a run that only wanted to say so: the results' own writes will.
    file.withLock { file in try? file?.append(Array(line.utf8)) }
  }

  /// The log's face to swift-log.
  private struct Handler: LogHandler {
    let log: RunLog
    let label: String
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    init(log: RunLog, label: String) {
      self.log = log
      self.label = label
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let level = event.level.rawValue.uppercased()
      log.write("\(LogClock.logTime()) - \(label) - \(level) - \(event.message)\n")
    }
  }
}
