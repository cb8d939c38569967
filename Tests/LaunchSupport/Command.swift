import Foundation

/// A program to run in a test, with all that its run depends on.
public struct Command: Sendable {
  /// The program: a path, or a name to find in `PATH`.
  public var program: String
  /// Its arguments, without its own name.
  public var arguments: [String]
  /// Environment variables that are set in addition to those of the test.
  public var environment: [String: String]
  /// The folder that it runs in; the test's own if nil.
  public var workingDirectory: String?
  /// After this many seconds it is ended, and its exit code is `CommandResult.timedOut`.
  public var timeout: Int

  /// Makes a command that may run for a minute.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
    workingDirectory: String? = nil, timeout: Int = 60
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.timeout = timeout
  }

  /// Runs it to its end.
  public func run() async throws -> CommandResult {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files rather than pipes: nothing has to be read while the program runs.
    let outputFile = folder.appending(path: "output")
    let errorFile = folder.appending(path: "error")
    try Data().write(to: outputFile)
    try Data().write(to: errorFile)

    let process = Process()
    // timeout(1) ends the program together with its children.
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["--kill-after=5", "\(timeout)", program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let workingDirectory { process.currentDirectoryURL = URL(filePath: workingDirectory) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in ended.resume() }
      do { try Self.withSignals { try process.run() } } catch { ended.resume(throwing: error) }
    }
    let bySignal = process.terminationReason == .uncaughtSignal
    return CommandResult(
      exitCode: bySignal ? 128 + process.terminationStatus : process.terminationStatus,
      output: try String(contentsOf: outputFile, encoding: .utf8),
      errorOutput: try String(contentsOf: errorFile, encoding: .utf8))
  }

  /// Calls `body` with no signal blocked: a program inherits the mask of the thread that
  /// starts it, and threads of concurrent Swift block signals.
  private static func withSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var usual = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &usual)
    defer { pthread_sigmask(SIG_SETMASK, &usual, nil) }
    try body()
  }
}
