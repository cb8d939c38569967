import LaunchSupport

extension CommandResult {
  /// The lines in which the program says what is wrong; mpirun adds a paragraph of its own about exit
  /// codes, before or after them.
  var errors: [Substring] {
    errorOutput.split(separator: "\n").filter {
      $0.hasPrefix("error: ") || $0.hasPrefix("Error: ")
    }
  }
}
