import Experiment

/// A worker's loop: runs the trials that the coordinator hands out, on any rank.
struct Worker {
  /// Epochs are reported together, so that short ones do not drown the coordinator in messages.
  private static let reportPeriod = Duration.milliseconds(100)

  private let transport: any WorkerTransport
  private let runner: TrialRunner

  init(transport: any WorkerTransport, runner: TrialRunner) {
    self.transport = transport
    self.runner = runner
  }

  /// Runs trials until the coordinator says that there are no more.
  func run() throws {
    while true {
      try transport.send(.ready)
      guard let trial = try nextTrial() else { return }
      do {
        try run(trial)
      } catch let error as ExperimentError {
        try transport.send(.broken(error))
      }
    }
  }

  private func nextTrial() throws -> Int? {
    while true {
      switch try transport.receive() {
      case .start(let trial): return trial
      case .shutDown: return nil
      // The trial ended before it was told to stop.
      case .stop: continue
      }
    }
  }

  private func run(_ trial: Int) throws {
    var unreported: [EpochRecord] = []
    var lastReport = ContinuousClock.now
    var transportError: (any Error)?
    let result = try runner.run(
      trial: trial,
      shouldStop: {
        do {
          while let message = try transport.poll() {
            if message == .stop(trial: trial) { return true }
          }
          return false
        } catch {
          transportError = error
          return true
        }
      },
      report: { record in
        unreported.append(record)
        guard ContinuousClock.now - lastReport > Self.reportPeriod else { return }
        do { try transport.send(.epochs(trial: trial, unreported)) } catch {
          transportError = error
        }
        unreported = []
        lastReport = .now
      })
    if let transportError { throw transportError }
    guard let result else { return try transport.send(.stopped(trial: trial)) }
    if !unreported.isEmpty { try transport.send(.epochs(trial: trial, unreported)) }
    try transport.send(.ended(result))
  }
}
