import Foundation

/// Processor time, which others on the machine do not lengthen.
enum ProcessorTime {
  /// The seconds on a clock of processor time.
  static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
