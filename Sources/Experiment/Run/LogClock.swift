import Foundation

/// The local time as logs and run folders write it.
enum LogClock {
  /// Now, as Python's `logging` writes it: `2024-09-30 12:16:19,043`.
  static func logTime() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let milliseconds = now.tv_nsec / 1_000_000
    let digits = String(1000 + milliseconds).dropFirst()
    return format(now.tv_sec, "%Y-%m-%d %H:%M:%S") + "," + digits
  }

  /// Now, as the name of a run folder: `20240930_121619`.
  static func folderName() -> String { format(time(nil), "%Y%m%d_%H%M%S") }

  private static func format(_ seconds: time_t, _ pattern: String) -> String {
    var seconds = seconds
    var parts = tm()
    localtime_r(&seconds, &parts)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
      let count = strftime(text.baseAddress!, text.count, pattern, &parts)
      return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
