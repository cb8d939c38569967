import Files
import NeuralNetwork

/// All that a rank must know to run trials: what rank 0 tells the others.
public struct RunPlan: Sendable {
  /// The configuration, with its overrides and its seed.
  public let configuration: Configuration
  /// Where the run writes.
  public let folders: RunFolders

  /// What the run's processes on a node find the maps by that they share; no other run has it.
  public let runName: String

  /// Plans a run with folders of its own, which are made now.
  ///
  /// The configuration must have been checked against its datasets: nothing is written before.
  public init(_ configuration: Configuration, runName: String) throws(ExperimentError) {
    self.configuration = configuration
    self.runName = runName
    do {
      folders = try .create(
        saveFolder: configuration.trainer.saveFolder, name: configuration.name)
    } catch {
      throw .output(error)
    }
  }

  /// The plan as bytes, for `init(decoding:)`.
  public var encoded: [UInt8] {
    Array(
      JSON.object([
        (name: "path", value: .string(configuration.path)),
        (name: "members", value: JSON(.object(configuration.members))),
        (name: "logs", value: .string(folders.logs)),
        (name: "run", value: .string(runName)),
        (name: "models", value: .string(folders.models)),
      ]).text(expandedDepth: 0).utf8)
  }

  /// Reads `encoded` back.
  public init(decoding bytes: [UInt8]) throws(ExperimentError) {
    guard case .object(let plan)? = try? JSONParser.value(of: bytes),
      case .string(let path)? = plan["path"], case .object(let members)? = plan["members"],
      case .string(let logs)? = plan["logs"], case .string(let models)? = plan["models"],
      case .string(let runName)? = plan["run"]
    else { throw ExperimentError(.failure, "rank 0 sent a plan that cannot be read") }
    configuration = try Configuration(checked: ConfigurationFile(path: path, members: members))
    self.runName = runName
    folders = RunFolders(logs: logs, models: models)
  }
}
