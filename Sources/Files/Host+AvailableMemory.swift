import Foundation

extension Host {
  /// The bytes of memory that a process can take now: what the machine has free, yet no more than it
  /// may use in all. Source: Linux's manual page proc_meminfo(5).
  public static var availableMemory: Int {
    let text = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    let free = line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
    return min(free ?? memory, memory)
  }
}
