import Foundation

extension Host {
  /// The bytes of memory that a process can still take: what the system has to give, or the control
  /// group where that is less. Nil where neither tells.
  public static var availableMemory: Int? {
    [systemMemory, groupMemory].compactMap(\.self).min()
  }

  private static var systemMemory: Int? {
    let text = read("/proc/meminfo")
    let line = text?.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
  }

  private static var groupMemory: Int? {
    guard let limit = number("/sys/fs/cgroup/memory.max"),
      let used = number("/sys/fs/cgroup/memory.current")
    else { return nil }
    return max(0, limit - used)
  }

  private static func number(_ path: String) -> Int? {
    read(path).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  private static func read(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }
}
