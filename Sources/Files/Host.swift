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
}
