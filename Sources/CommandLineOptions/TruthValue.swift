import ArgumentParser

/// A truth value on the command line: 0, 1, true or false, in any case.
public struct TruthValue: ExpressibleByArgument, Sendable {
  /// The value.
  public let isOn: Bool

  /// Reads a word; nil when it is none of the four.
  public init?(argument: String) {
    switch argument.lowercased() {
    case "1", "true": isOn = true
    case "0", "false": isOn = false
    default: return nil
    }
  }

  /// The words that the help shows.
  public static var allValueStrings: [String] { ["0", "1", "true", "false"] }
}
