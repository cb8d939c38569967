import Foundation

/// Other programs.
enum Launch {
  /// A program did not end well.
  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  /// The path of a program that was built with this one.
  static func program(_ name: String) -> String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name).path()
  }

  /// What `mpirun` prints that runs `program` on `ranks` ranks.
  static func mpirun(ranks: Int, _ program: String, _ arguments: [String]) throws -> String {
    try run("mpirun", ["-n", "\(ranks)", program] + arguments)
  }

  /// What a program prints.
  static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(
        description: "\(program) \(arguments) ended with \(process.terminationStatus)")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
