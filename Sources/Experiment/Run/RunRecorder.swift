import Files
import Foundation
import Logging
import TrialSearch

/// Writes what rank 0 knows of a run: the log, the tables, the best trial's results and model.
public final class RunRecorder {
  let setup: TrainingSetup
  let folders: RunFolders
  let rankCount: Int
  let logger: Logger
  let space: SearchSpace
  private var table: TrialsTable
  private var kept: KeptTrials
  var best: (result: TrialResult, point: [Double])?
  var estimate = ConvergenceEstimate()
  /// How likely a restart is to be its variant's last, because it converges or is pruned.
  var lastRestarts = ConvergenceEstimate()
  /// The number of trials by state.
  var counts: [TrialResult.State: Int] = [:]
  private var causes = FailureCauses()
  let start = ContinuousClock.now
  /// What the log last told of how likely a restart is to converge.
  var lastEstimate: ConvergenceEstimate?
  var importances: [(path: String, share: Double)] = []

  /// The number of trials.
  public var trialCount: Int { table.count }

  /// Opens the run's `log.txt` and writes its configuration beside it.
  public init(
    _ setup: TrainingSetup, folders: RunFolders, rankCount: Int, log: RunLog
  ) throws(ExperimentError) {
    self.setup = setup
    self.folders = folders
    self.rankCount = rankCount
    let search = setup.configuration.search
    logger = log.logger("trainer")
    space = search?.space ?? SearchSpace([String: Distribution]())
    kept = KeptTrials(
      search?.keptTrials ?? .max, higherIsBetter: setup.metric.higherIsBetter)
    do {
      table = try TrialsTable(folder: folders.logs, labels: setup.labels, space: space)
      try log.open(folders.logs + "/log.txt")
      let members = JSON(.object(setup.configuration.members))
      try AtomicFile.write((members.text() + "\n").utf8, to: folders.logs + "/config.json")
    } catch {
      throw .output(error)
    }
    try logStart()
  }

  /// Notes epochs of a trial that the run certainly keeps.
  public func add(_ records: [EpochRecord], trial: TrialID) {
    // In a search the trials' ends tell enough.
    guard trial.variant == 0 || logger.logLevel == .debug else { return }
    for record in records {
      let line = EpochLine(record, labels: setup.labels, metricName: setup.metric.name)
      logger.info("\(trial): \(line)")
    }
  }

  /// Takes a trial into the results; `isBest` when it is the best so far.
  ///
  /// The tables' rows are written with `write`.
  public func accept(
    _ result: TrialResult, point: [Double], rank: Int, isBest: Bool
  ) throws(ExperimentError) {
    table.add(result, point: point, rank: rank)
    counts[result.state, default: 0] += 1
    // What was pruned might have converged.
    if result.state != .pruned { estimate.add(converged: result.state == .converged) }
    lastRestarts.add(converged: result.state == .converged || result.state == .pruned)
    if let failure = result.failure { causes.add(failure) }
    log(result, point: point, rank: rank)
    do {
      let (isKept, out) = kept.add(result)
      if let out { try folders.unpublish(out.trial, modelFiles: out.modelFiles) }
      // What failed before it wrote anything, or in a run without files, has nothing to publish.
      if !isKept {
        try folders.discard(result.trial)
      } else if Directory.isDirectory(folders.stagedTrial(result.trial)) {
        try folders.publish(result.trial, modelFiles: result.modelFiles)
      }
      if isBest { try publishBest(result, point) }
    } catch {
      throw .output(error)
    }
  }

  /// Removes what is left of a trial that does not count: `isCutOff` when the end of the search's time cut
  /// it off, else it is not needed.
  public func discard(_ trial: TrialID, isCutOff: Bool) throws(ExperimentError) {
    do { try folders.discard(trial) } catch { throw .output(error) }
    logger.info(
      isCutOff
        ? "\(trial) had not ended, or waited for one that had not, when search.max_seconds were over: it does not count"
        : "\(trial) was started ahead and is not needed")
  }

  /// Writes the tables' latest rows.
  public func write() throws(ExperimentError) {
    do { try table.write() } catch { throw .output(error) }
  }

  /// Says that the search's time is up.
  public func noteEndOfTime() {
    logger.info("search.max_seconds are over: the trials that run are stopped")
  }

  /// Says that the search's window leaves ranks without work.
  public func warnOfWindow(variant: Int, waitsFor other: Int, idleRanks: Int) {
    let window = setup.configuration.search?.window ?? 0
    logger.warning(
      """
      \(idleRanks) of \(rankCount) ranks wait: search.window \(window) lets variant \(variant) start \
      only when variant \(other) has ended; a larger window keeps more ranks busy, but makes another \
      search
      """)
  }

  /// Ends the run: writes `summary.json` and says where the results are.
  ///
  /// `importances` is how much each of a search's keys mattered. Throws when every trial failed, after
  /// writing.
  public func finish(
    importances: [(path: String, share: Double)]? = nil
  ) throws(ExperimentError) {
    self.importances = importances ?? []
    do {
      try table.write(isLast: true)
      try AtomicFile.write((summary.text() + "\n").utf8, to: folders.logs + "/summary.json")
    } catch {
      throw .output(error)
    }
    logLastEstimate()
    guard let best else { throw allFailed }
    let result = best.result
    logger.info(
      """
      \(result.state == .converged ? "converged" : "no trial converged"): the best is \
      \(result.trial), epoch \(result.bestEpoch), \(setup.metric.name) \(shortened(result.metric))\
      \(parameters(best.point))
      """)
    logImportances()
    logger.info("results: \(folders.logs)")
    logger.info("model: \(folders.models)/\(ModelName.best)")
  }

  private var allFailed: ExperimentError {
    let path = "\(folders.logs)/trials.csv"
    guard table.count > 0 else {
      return ExperimentError(
        .failure, "no trial ended within search.max_seconds: raise it, or lower trainer.epochs")
    }
    let all = table.count == 1 ? "the only trial" : "all \(table.count) trials"
    // Restarts share their data: what is wrong with it is wrong with the run, as if found beforehand.
    let kind = setup.configuration.search == nil ? causes.dataKind : nil
    return ExperimentError(kind ?? .failure, "\(all) failed: see \(path): \(causes.summary)")
  }

  private func publishBest(_ result: TrialResult, _ point: [Double]) throws(PosixError) {
    best = (result, point)
    let trial = folders.trial(result.trial)
    guard Directory.isDirectory(trial) else { return }
    for name in setup.validation == nil ? ResultsName.withoutValidation : ResultsName.all {
      try AtomicFile.copy("\(trial)/\(name)", to: "\(folders.logs)/\(name)")
    }
    try AtomicFile.copy(
      "\(folders.models)/\(ModelName.best(result.trial))",
      to: "\(folders.models)/\(ModelName.best)")
    guard setup.configuration.search != nil,
      let configuration = try? setup.configuration.variant(at: point)
    else { return }
    let members = JSON(.object(configuration.members))
    try AtomicFile.write((members.text() + "\n").utf8, to: folders.logs + "/best_config.json")
  }
}
