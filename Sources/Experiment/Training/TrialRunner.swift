import Files
import Foundation
import MapDataset
import TrialSearch

/// Runs trials of a run, one after another: what every rank has one of.
public final class TrialRunner {
  private let setup: TrainingSetup
  private let folders: RunFolders
  /// That of the latest variant: its restarts, and variants of the same dataset, share what it has read.
  private var latest: (variant: Int, setup: TrainingSetup)?
  /// For the maps that variants do not share with the configuration as it stands.
  private let memory: MapMemory

  /// A runner that stages its trials' files below `folders`; a node has at most `ranksPerNode` of them.
  public init(_ setup: TrainingSetup, folders: RunFolders, ranksPerNode: Int = 1) {
    self.setup = setup
    self.folders = folders
    memory = setup.memory.part(of: ranksPerNode)
  }

  /// Runs a trial to its end; nil when `interruption`, asked before each batch, says that it is not
  /// needed: then nothing of it is left in the run's folders.
  ///
  /// `report` gets each epoch's record as soon as there is one. A trial that fails is a result too;
  /// throws only when nothing can be written.
  public func run(
    _ assignment: Assignment, interruption: () -> TrialInterruption?,
    report: (EpochRecord) -> Void
  ) throws(ExperimentError) -> TrialResult? {
    let start = Start()
    let trial = assignment.trial
    let trainer: Trainer
    do {
      let setup = try setup(of: assignment)
      if let shortage = setup.memoryShortage {
        return failed(trial, ExperimentError(.failure, shortage), start)
      }
      trainer = try Trainer(
        setup, trial: trial, rule: assignment.rule,
        keepsValues: self.setup.configuration.search?.prunes ?? false)
    } catch {
      // What is wrong with one variant is no fault of the others.
      guard trial.variant > 0 else { throw error }
      return failed(trial, error, start)
    }
    return try run(trainer, start, interruption, report)
  }

  private func run(
    _ trainer: Trainer, _ start: Start, _ interruption: () -> TrialInterruption?,
    _ report: (EpochRecord) -> Void
  ) throws(ExperimentError) -> TrialResult? {
    let resumedAt = trainer.course.epoch
    let recorder = try TrialRecorder(trainer.setup, trial: trainer.trial, folders: folders)
    while !trainer.course.isOver {
      do {
        var isPruned = false
        let record = try trainer.runEpoch {
          switch interruption() {
          case .stop: return true
          case .prune: isPruned = true
          case nil: break
          }
          return false
        }
        guard let record else {
          try recorder.discard()
          return nil
        }
        if isPruned { trainer.prune() }
        try recorder.add(record, trainer)
        report(record)
      } catch let error as DatasetError {
        let path = trainer.setup.configuration.path
        trainer.fail(ExperimentError(error, loader: "training_data_loader", in: path))
      } catch {
        throw error as? ExperimentError ?? ExperimentError(.failure, "\(error)")
      }
    }
    let modelFiles = try recorder.finish()
    let samples = (trainer.course.epoch - resumedAt) * trainer.setup.training.sampleCount
    return trainer.course.result(modelFiles: modelFiles, timing: start.timing(samples: samples))
  }

  /// The set-up of a variant, or of the configuration as it stands.
  private func setup(of assignment: Assignment) throws(ExperimentError) -> TrainingSetup {
    let variant = assignment.trial.variant
    guard variant > 0 else { return setup }
    if let latest, latest.variant == variant { return latest.setup }
    let configuration = try setup.configuration.variant(at: assignment.point)
    let shared = [setup] + (latest.map { [$0.setup] } ?? [])
    let made = try TrainingSetup(configuration, memory: memory, sharing: shared)
    latest = (variant, made)
    return made
  }

  private func failed(_ trial: TrialID, _ failure: ExperimentError, _ start: Start) -> TrialResult {
    TrialResult(
      trial: trial, state: .failed, epochs: 0, bestEpoch: 0, metric: .nan,
      losses: setup.labels.map { _ in .nan }, failure: failure, modelFiles: [],
      timing: start.timing(samples: 0))
  }

  /// When a trial started.
  private struct Start {
    private let instant = ContinuousClock.now
    private let time = Date().timeIntervalSince1970

    /// The timing of a trial that ends now.
    func timing(samples: Int) -> TrialResult.Timing {
      let seconds = (ContinuousClock.now - instant) / .seconds(1)
      return .init(
        host: Host.name, start: time, seconds: seconds,
        samplesPerSecond: Double(samples) / seconds)
    }
  }
}
