import Checkpoint
import Files
import Foundation
import NamedSettings
import NeuralNetwork
import TrialSearch

/// The trial that a run continues, as its checkpoint tells it.
public struct Resumption: Sendable, Equatable {
  /// The checkpoint.
  public let path: String
  /// The trial that it is of: 1 when another program wrote it.
  public let trial: Int
  /// The number of epochs that the trial has run.
  public let epoch: Int
  /// The file of the trial's best model so far: the checkpoint itself, or the one that its run left
  /// beside it. Nil when there is none.
  public let bestModel: String?
  /// The seed of the run that wrote it; nil when another program did.
  public let seed: Int?
  /// What will not be as in an uninterrupted run, a line each.
  public let warnings: [String]

  /// Reads the checkpoint at `path`, from which `configuration` is to go on.
  init(path: String, for configuration: Configuration) throws(ExperimentError) {
    let checkpoint = try Self.read(path)
    let course: SavedCourse
    do { course = try SavedCourse(checkpoint) } catch {
      throw ExperimentError(.data, "\(path): \(error)")
    }
    let fit = CheckpointFit(configuration: configuration, checkpoint: checkpoint)
    let otherMeasures = fit.otherMeasures
    self.path = path
    trial = course.trial
    epoch = checkpoint.epoch
    bestModel = otherMeasures.isEmpty ? Self.bestModel(course, path) : nil
    seed = checkpoint.configuration?["seed"]?.asInteger
    var warnings = checkpoint.omissions
    if checkpoint.optimizer == nil {
      warnings.append("has no optimizer state that can be continued: the optimizer starts afresh")
    }
    for difference in otherMeasures {
      warnings.append("\(difference): the best is that of the epochs to come")
    }
    if let best = course.best, bestModel == nil, otherMeasures.isEmpty {
      warnings.append(
        "the best model so far, of epoch \(best.epoch), is not beside it: the best is that of the"
          + " epochs to come")
    }
    self.warnings = warnings.map { "\(path): \($0.printable)" }
  }

  /// Reads a checkpoint.
  static func read(_ path: String) throws(ExperimentError) -> Checkpoint {
    do { return try Checkpoint(contentsOf: path) } catch { throw ExperimentError(error) }
  }

  private static func bestModel(_ course: SavedCourse, _ path: String) -> String? {
    guard let best = course.best else { return nil }
    if best.epoch == course.epoch { return path }
    let beside = ((path as NSString).deletingLastPathComponent as NSString)
      .appendingPathComponent(ModelName.best(TrialID(restart: course.trial)))
    // A run that went on may have found a better one since: this one will find it again.
    let found = try? Checkpoint(contentsOf: beside)
    return found?.epoch == best.epoch ? beside : nil
  }
}

extension SettingValue {
  /// The member of an object; nil when there is none.
  fileprivate subscript(name: String) -> SettingValue? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }
}
