import Experiment
import NamedSettings
import NeuralNetwork

/// A mistake that a user can make in a configuration or a dataset, and what must be said of it.
public struct Mistake: Sendable, CustomStringConvertible {
  /// Makes the mistake in a valid example.
  public let make: @Sendable (inout Example) throws -> Void
  /// The kind of the error.
  public let kind: ExperimentError.Kind
  private let pattern: String

  /// A mistake of which the message must be `message`, in which `CONFIGURATION` stands for the path of the
  /// configuration file and `FOLDER` for the example's folder.
  init(
    _ kind: ExperimentError.Kind, _ message: String,
    _ make: @escaping @Sendable (inout Example) throws -> Void
  ) {
    self.kind = kind
    self.make = make
    pattern = message
  }

  /// A wrong value in the configuration, of which the message must be the file's path, then `message`.
  static func setting(_ key: String, _ value: SettingValue, _ message: String) -> Mistake {
    Mistake(.configuration, "CONFIGURATION: \(message)") { try $0.set(key, to: value) }
  }

  /// A missing value in the configuration.
  static func missing(_ key: String) -> Mistake {
    Mistake(.configuration, "CONFIGURATION: \(key): is missing") { try $0.remove(key) }
  }

  /// A configuration file with a text of its own.
  static func text(_ text: String, _ message: String) -> Mistake {
    Mistake(.data, "CONFIGURATION: \(message)") {
      try $0.folder.write(text, to: Example.configurationName)
    }
  }

  /// The message, for an example that the mistake was made in.
  public func message(_ example: Example) -> String {
    pattern.replacing("CONFIGURATION", with: example.path)
      .replacing("FOLDER", with: example.folder.path)
  }

  /// The message, as tests are listed.
  public var description: String { pattern }
}
