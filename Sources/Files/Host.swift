import CLinux
import Foundation

/// The machine that this process runs on.
public enum Host {
  /// Its name as the kernel knows it: no name service is asked.
  public static let name: String = {
    var names = utsname()
    guard uname(&names) == 0 else { return "localhost" }
    return withUnsafeBytes(of: &names.nodename) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }()

  /// Has all threads take memory from one place.
  ///
  /// Each would otherwise keep a reserve of its own, ten MiB and more in a program that needs fifty. To be
  /// called before there are threads.
  public static func shareMemoryAmongThreads() {
    // Where it fails, the program takes more memory and does the same.
    _ = linux_use_one_arena()
  }
}
