import Experiment
import TrialSearch

/// Rank 0's loop: hands trials to workers, listens, and passes the results on.
package struct Coordinator {
  /// How long ranks may wait for the window, in seconds, before the log says so.
  private static let patience = 1.0
  /// How often the log may say how much there is left to do, in seconds.
  private static let outlookPeriod = 5.0

  private let transport: any CoordinatorTransport
  private let keeper: any RunKeeping
  private var dispatcher: Dispatcher
  /// When the study is cut short, on the transport's clock.
  private let deadline: Double
  /// The points of trials that were started and have not been accepted yet.
  private var points: [TrialID: [Double]] = [:]
  /// The results of ended trials that are not accepted yet.
  private var ended: [TrialID: (result: TrialResult, worker: Int)] = [:]
  /// The trials that ran, or waited for earlier ones, when the time was up.
  private var cutOff: Set<TrialID> = []
  /// Whether trials were accepted since the last outlook, and when that was.
  private var hasNews = false
  private var lastOutlook = -Double.infinity
  /// Since when workers wait for the window; nil once that was said.
  private var heldSince: Double?
  private var hasWarned = false

  /// A coordinator of a study, which it cuts short after `maxSeconds`.
  package init(
    _ study: Study, maxSeconds: Double? = nil, transport: any CoordinatorTransport,
    keeper: any RunKeeping, holdsAhead: Bool = true
  ) {
    self.transport = transport
    self.keeper = keeper
    dispatcher = Dispatcher(study, workerCount: transport.workerCount, holdsAhead: holdsAhead)
    deadline = maxSeconds.map { transport.now + $0 } ?? .infinity
  }

  /// What the study has come to.
  package var study: Study { dispatcher.study }

  /// Runs the study to its end, then sends every worker home.
  package mutating func run() throws {
    while !dispatcher.study.isFinished {
      let limit = dispatcher.study.isDecided ? .infinity : deadline
      let received = try transport.receive(until: limit)
      for message in received?.messages ?? [] { try handle(message, from: received?.worker ?? 0) }
      // Messages that come without a pause must not put the end off.
      guard received != nil, dispatcher.study.isDecided || transport.now < deadline else {
        try keeper.note(.timeIsUp)
        try endNow()
        continue
      }
      try perform(dispatcher.handOut(to: received?.worker))
      try watchWindow()
      try tellOutlook()
    }
    for worker in 0..<transport.workerCount { try transport.send([.shutDown], to: worker) }
    try transport.finish()
  }

  private mutating func handle(_ message: WorkerMessage, from worker: Int) throws {
    switch message {
    case .ready: dispatcher.join(worker)
    case .epochs(let trial, let records):
      if trial == dispatcher.study.leadingTrial { try keeper.note(.epochs(trial, records)) }
      guard !dispatcher.study.isOrdered else { return }
      let values = records.map { IntermediateValue(step: $0.epoch, value: $0.monitored) }
      try perform(dispatcher.report(trial, values))
    case .ended(let result):
      ended[result.trial] = (result, worker)
      try perform(
        dispatcher.end(result.trial, TrialOutcome(result), seconds: result.timing.seconds))
    case .stopped(let trial): try perform(dispatcher.stopped(trial))
    case .broken(let error): throw error
    }
  }

  private mutating func endNow() throws {
    let commands = dispatcher.cutShort()
    for command in commands {
      switch command {
      case .stop(let trial, _), .discard(let trial): cutOff.insert(trial)
      default: break
      }
    }
    try perform(commands)
  }

  private mutating func perform(_ commands: [Dispatcher.Command]) throws {
    for command in commands {
      switch command {
      case .start(let assignments, let worker):
        for assignment in assignments { points[assignment.trial] = assignment.point }
        try transport.send(assignments.map(CoordinatorMessage.start), to: worker)
      case .stop(let trial, let worker): try transport.send([.stop(trial)], to: worker)
      case .prune(let trial, let worker): try transport.send([.prune(trial)], to: worker)
      case .accept(let trial, let isBest):
        guard let (result, worker) = ended.removeValue(forKey: trial) else { continue }
        let point = points.removeValue(forKey: trial) ?? []
        try keeper.note(
          .accepted(result, point: point, worker: worker, isBest: isBest))
        hasNews = true
      case .discard(let trial):
        ended[trial] = nil
        points[trial] = nil
        try keeper.note(.discarded(trial, isCutOff: cutOff.remove(trial) != nil))
      }
    }
  }

  /// Now and then, after trials that were accepted, says how much there is left to do.
  private mutating func tellOutlook() throws {
    guard hasNews, transport.now - lastOutlook >= Self.outlookPeriod, !dispatcher.study.isDecided
    else { return }
    hasNews = false
    lastOutlook = transport.now
    let study = dispatcher.study
    try keeper.note(
      .outlook(
        restartsLeft: study.restartsLeft, mayEndEarly: study.mayEndEarly || deadline < .infinity))
  }

  /// Says so, once, when workers have been waiting for the window.
  private mutating func watchWindow() throws {
    guard !hasWarned, dispatcher.idleCount > 0, let held = dispatcher.study.heldByWindow else {
      return heldSince = nil
    }
    guard let since = heldSince else { return heldSince = transport.now }
    guard transport.now - since > Self.patience else { return }
    hasWarned = true
    try keeper.note(
      .windowHolds(
        variant: held.variant, waitsFor: held.by, idleWorkers: dispatcher.idleCount))
  }
}

extension TrialOutcome {
  fileprivate init(_ result: TrialResult) {
    let ending: Ending =
      switch result.state {
      case .converged: .converged
      case .completed: .completed
      case .pruned: .pruned
      case .failed: .failed
      }
    let metric = result.metric.isNaN || result.state == .failed ? nil : result.metric
    self.init(ending, metric: metric, values: result.values)
  }
}
