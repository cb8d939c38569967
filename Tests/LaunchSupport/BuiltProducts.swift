import Foundation

/// The programs of this package, as built together with the running tests.
public enum BuiltProducts {
  /// The path of a program of this package. It is there if the test target depends on it.
  public static func path(_ name: String) -> String {
    // The test bundle is a program of its own on Linux, beside the others.
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appending(path: name).path()
  }
}
