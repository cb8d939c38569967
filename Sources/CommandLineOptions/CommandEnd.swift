import ArgumentParser
import Experiment
import Files

/// The end of a program that cannot go on.
public enum CommandEnd {
  /// Says why on standard error, and returns the exit code to end with.
  public static func report(_ error: any Error) -> ExitCode {
    Console.write("error: \(error)\n", to: .error)
    // 70 is EX_SOFTWARE: what no user can cause.
    return ExitCode((error as? ExperimentError)?.kind.rawValue ?? 70)
  }
}
