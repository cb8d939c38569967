import Files
import Foundation
import MapDataset
import TrialSearch

/// Runs trials of a run, one after another: what every rank has one of.
public final class TrialRunner {
  private let setup: TrainingSetup
  private let folders: RunFolders
  private let memory: MemoryShare
  /// That of the latest variant: its restarts, and variants of the same dataset, share what it has read.
  private var latest: (variant: Int, setup: TrainingSetup)?
  /// For the maps that variants do not share with the configuration as it stands.
  private let mapMemory: MapMemory

  /// A runner that stages its trials' files below `folders` and takes no more memory than its share.
  public init(_ setup: TrainingSetup, folders: RunFolders, memory: MemoryShare = MemoryShare()) {
    self.setup = setup
    self.folders = folders
    self.memory = memory
    mapMemory = setup.memory.part(of: memory.rankCount)
  }

  /// Runs a trial to its end; nil when `interruption`, asked before each batch, says that it is not
  /// needed: then nothing of it is left in the run's folders.
  ///
  /// `report` gets each epoch's record as soon as there is one, unless the run has no use for it. A trial
  /// that fails is a result too; throws only when nothing can be written.
  public func run(
    _ assignment: Assignment, interruption: () -> TrialInterruption?,
    report: (EpochRecord) -> Void
  ) throws(ExperimentError) -> TrialResult? {
    let start = Start()
    let trial = assignment.trial
    let trainer: Trainer
    do {
      let setup = try setup(of: assignment)
      if let shortage = try setup.memoryShortage(memory) {
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

  /// Whether anyone looks at epochs before the trial has ended: in an ordered search only a log of everything
  /// tells of them.
  private var reportsEpochs: Bool {
    guard let search = setup.configuration.search else { return true }
    return !search.isOrdered || setup.configuration.trainer.verbosity == 2
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
        if reportsEpochs { report(record) }
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
    let made = try TrainingSetup(configuration, memory: mapMemory, sharing: shared)
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
