import Files
import Foundation
import MapDataset

/// Runs trials of a configuration, one after another: what every rank has one of.
public final class TrialRunner {
  private let setup: TrainingSetup
  private let folders: RunFolders

  /// A runner that stages its trials' files below `folders`.
  public init(_ setup: TrainingSetup, folders: RunFolders) {
    self.setup = setup
    self.folders = folders
  }

  /// Runs a trial to its end; nil when `shouldStop`, asked before each batch, says so: then nothing of
  /// it is left in the run's folders.
  ///
  /// `report` gets each epoch's record as soon as there is one. A trial that fails is a result too;
  /// throws only when nothing can be written.
  public func run(
    trial: Int, shouldStop: () -> Bool, report: (EpochRecord) -> Void
  ) throws(ExperimentError) -> TrialResult? {
    let clock = ContinuousClock()
    let startInstant = clock.now
    let start = Date().timeIntervalSince1970
    let trainer = try Trainer(setup, trial: trial)
    let resumedAt = trainer.course.epoch
    let recorder = try TrialRecorder(setup, trial: trial, folders: folders)
    while !trainer.course.isOver {
      do {
        guard let record = try trainer.runEpoch(shouldStop) else {
          try recorder.discard()
          return nil
        }
        try recorder.add(record, trainer)
        report(record)
      } catch let error as DatasetError {
        trainer.fail("\(error)")
      } catch {
        throw error as? ExperimentError ?? ExperimentError(.failure, "\(error)")
      }
    }
    let modelFiles = try recorder.finish()
    let seconds = (clock.now - startInstant) / .seconds(1)
    let samples = Double((trainer.course.epoch - resumedAt) * setup.training.sampleCount)
    return trainer.course.result(
      modelFiles: modelFiles,
      timing: .init(
        host: Host.name, start: start, seconds: seconds,
        samplesPerSecond: samples / seconds))
  }
}
