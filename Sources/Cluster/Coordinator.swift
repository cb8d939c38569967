import Experiment
import TrialSearch

/// Rank 0's loop: hands trials to workers, listens, and keeps the results.
struct Coordinator {
  private let transport: any CoordinatorTransport
  private let recorder: RunRecorder
  private var study: RestartStudy
  /// The worker of each trial that was started and has not ended.
  private var workers: [Int: Int] = [:]
  /// The workers that wait for a trial.
  private var idle: Set<Int> = []
  /// The results of ended trials that are not accepted yet.
  private var ended: [Int: (result: TrialResult, worker: Int)] = [:]

  init(_ setup: TrainingSetup, transport: any CoordinatorTransport, recorder: RunRecorder) {
    self.transport = transport
    self.recorder = recorder
    study = RestartStudy(trials: setup.trials, higherIsBetter: setup.metric.higherIsBetter)
  }

  /// Runs the study to its end, then sends every worker home.
  mutating func run() throws {
    while !study.isFinished {
      let (worker, message) = try transport.receive()
      try handle(message, from: worker)
    }
    for worker in 0..<transport.workerCount { try transport.send(.shutDown, to: worker) }
  }

  private mutating func handle(_ message: WorkerMessage, from worker: Int) throws {
    switch message {
    case .ready:
      idle.insert(worker)
    case .epochs(let trial, let records):
      if trial == study.leadingTrial { recorder.add(records, trial: trial) }
    case .ended(let result):
      workers[result.number] = nil
      ended[result.number] = (result, worker)
      try perform(study.end(result.number, TrialOutcome(result)))
    case .stopped(let trial):
      workers[trial] = nil
      try perform(study.stopped(trial))
    case .broken(let error):
      throw error
    }
    try startTrials()
  }

  /// Gives idle workers trials, lowest rank first.
  private mutating func startTrials() throws {
    while let worker = idle.min(), let trial = study.ask() {
      idle.remove(worker)
      workers[trial] = worker
      try transport.send(.start(trial: trial), to: worker)
    }
  }

  private mutating func perform(_ actions: [RestartStudy.Action]) throws {
    for action in actions {
      switch action {
      case .stop(let trial):
        guard let worker = workers[trial] else { continue }
        try transport.send(.stop(trial: trial), to: worker)
      case .accept(let trial, let isBest):
        guard let (result, worker) = ended.removeValue(forKey: trial) else { continue }
        try recorder.accept(result, rank: worker, isBest: isBest)
      case .discard(let trial):
        ended[trial] = nil
        try recorder.discard(trial)
      }
    }
  }
}

extension TrialOutcome {
  fileprivate init(_ result: TrialResult) {
    self.init(
      converged: result.state == .converged,
      metric: result.state == .failed ? nil : result.metric)
  }
}
