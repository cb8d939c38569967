import Experiment
import Files
import Foundation
import MPI
import TrialSearch

/// A whole run: the trials of one configuration on the ranks at hand.
public enum TrainingRun {
  /// How a run ended in good order.
  public enum Ending {
    /// There is a best model.
    case finished
    /// There is none, for this reason: the configuration or a dataset is wrong, or every trial failed.
    case refused(ExperimentError)
  }

  /// Runs on the calling process alone: one worker, beside the coordinator.
  public static func local(
    _ readConfiguration: () throws(ExperimentError) -> ConfigurationFile
  ) throws -> Ending {
    Host.shareMemoryAmongThreads()
    do {
      let (setup, plan) = try prepare(readConfiguration())
      let local = LocalTransport()
      return try coordinate(setup, plan, local, transport: local, memory: MemoryShare())
    } catch let error as ExperimentError {
      return .refused(error)
    }
  }

  /// Runs on all ranks of `communicator`; every rank calls this, but only rank 0 reads the configuration.
  ///
  /// Throws when a rank cannot go on: the caller must then end all of them.
  public static func distributed(
    _ communicator: Communicator,
    _ readConfiguration: () throws(ExperimentError) -> ConfigurationFile
  ) throws -> Ending {
    Host.shareMemoryAmongThreads()
    guard communicator.rank == 0 else {
      let bytes = try communicator.broadcast(nil, from: 0)
      if !bytes.isEmpty { try work(RunPlan(decoding: bytes), communicator) }
      return .finished
    }
    let setup: TrainingSetup
    let plan: RunPlan
    do {
      (setup, plan) = try prepare(readConfiguration())
    } catch {
      // The empty plan sends the other ranks home.
      _ = try communicator.broadcast([], from: 0)
      return .refused(error)
    }
    _ = try communicator.broadcast(plan.encoded, from: 0)
    let memory = MemoryShare(rankCount: try communicator.rankCountOnHost())
    let local = LocalTransport()
    return try coordinate(
      setup, plan, local, transport: MPICoordinatorTransport(communicator, local: local),
      memory: memory)
  }

  /// Checks all that can be checked, and only then makes the run's folders.
  private static func prepare(
    _ file: ConfigurationFile
  ) throws(ExperimentError) -> (TrainingSetup, RunPlan) {
    let runName = UUID().uuidString
    let setup = try TrainingSetup(Configuration(file), runName: runName)
    try setup.checkStart()
    return (setup, try RunPlan(setup.configuration, runName: runName))
  }

  /// Coordinates on this thread while another one trains.
  private static func coordinate(
    _ setup: TrainingSetup, _ plan: RunPlan, _ local: LocalTransport,
    transport: any CoordinatorTransport, memory: MemoryShare
  ) throws -> Ending {
    let log = RunLog(verbosity: plan.configuration.trainer.verbosity)
    let recorder = try RunRecorder(
      setup, folders: plan.folders, rankCount: transport.workerCount, log: log)
    startWorker(local) { TrialRunner(setup, folders: plan.folders, memory: memory) }
    let keeper = RecorderThread(recorder)
    var coordinator = Coordinator(
      try Study(setup), maxSeconds: setup.configuration.search?.maxSeconds, transport: transport,
      keeper: keeper)
    try run(&coordinator, keeper)
    do { try recorder.finish(importances: coordinator.study.importances) } catch {
      return .refused(error)
    }
    return .finished
  }

  /// Runs the study to its end and waits until all is written. When the run cannot go on, what was accepted
  /// by then is written first; throws the first error.
  static func run(_ coordinator: inout Coordinator, _ keeper: any RunKeeping) throws {
    do { try coordinator.run() } catch {
      try? keeper.finish()
      throw error
    }
    try keeper.finish()
  }

  /// Runs trials on a thread of their own.
  static func startWorker(
    _ local: LocalTransport, _ makeRunner: @escaping @Sendable () -> any TrialRunning
  ) {
    let worker = Thread {
      do {
        try Worker(transport: local.worker, runner: makeRunner()).run()
      } catch {
        local.worker.send([.broken(ExperimentError(.failure, "\(error)"))])
      }
    }
    worker.stackSize = 8 << 20
    worker.start()
  }

  private static func work(_ plan: RunPlan, _ communicator: Communicator) throws {
    let memory = MemoryShare(rankCount: try communicator.rankCountOnHost())
    let runner = TrialRunner(
      try TrainingSetup(plan.configuration, runName: plan.runName), folders: plan.folders,
      memory: memory)
    try Worker(transport: MPIWorkerTransport(communicator), runner: runner).run()
  }
}
