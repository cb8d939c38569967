import MPI
import TrialSearch

extension TrainingRun {
  /// Runs a study of trials of another kind on all ranks, as a training run does: for benchmarks.
  ///
  /// Every rank calls this; only rank 0 uses `study` and `keeper`.
  package static func measure(
    _ study: Study, on communicator: Communicator, keeper: any RunKeeping,
    maxSeconds: Double? = nil, holdsAhead: Bool = true,
    _ makeRunner: @escaping @Sendable () -> any TrialRunning
  ) throws {
    guard communicator.rank == 0 else {
      let transport = MPIWorkerTransport(communicator)
      return try Worker(transport: transport, runner: makeRunner()).run()
    }
    let local = LocalTransport()
    startWorker(local, makeRunner)
    var coordinator = Coordinator(
      study, maxSeconds: maxSeconds,
      transport: MPICoordinatorTransport(communicator, local: local), keeper: keeper,
      holdsAhead: holdsAhead)
    try coordinator.run()
  }
}
