import Files
import Foundation
import Logging

/// Writes what rank 0 knows of a run: the log, the tables, the best trial's results and model.
public final class RunRecorder {
  private let setup: TrainingSetup
  private let folders: RunFolders
  private let rankCount: Int
  private let logger: Logger
  private var table: TrialsTable
  private var best: TrialResult?
  private let start = ContinuousClock.now

  /// Opens the run's `log.txt` and writes its configuration beside it.
  public init(
    _ setup: TrainingSetup, folders: RunFolders, rankCount: Int, log: RunLog
  ) throws(ExperimentError) {
    self.setup = setup
    self.folders = folders
    self.rankCount = rankCount
    logger = log.logger("trainer")
    table = TrialsTable(labels: setup.labels)
    do {
      try log.open(folders.logs + "/log.txt")
      let members = JSON(.object(setup.configuration.members))
      try AtomicFile.write((members.text() + "\n").utf8, to: folders.logs + "/config.json")
    } catch {
      throw .output(error)
    }
    try logStart()
  }

  /// Notes epochs of a trial that the run certainly keeps.
  public func add(_ records: [EpochRecord], trial: Int) {
    for record in records {
      let line = EpochLine(record, labels: setup.labels, metricName: setup.metric.name)
      logger.info("trial \(trial): \(line)")
    }
  }

  /// Takes a trial into the results; `isBest` when it is the best so far.
  public func accept(_ result: TrialResult, rank: Int, isBest: Bool) throws(ExperimentError) {
    table.add(result, rank: rank)
    let losses = zip(setup.labels, result.losses).map { "\($0) \(shortened($1))" }
    let outcome =
      "\(setup.metric.name) \(shortened(result.metric)) (\(losses.joined(separator: ", ")))"
    switch result.state {
    case .failed: logger.error("trial \(result.number) failed: \(result.cause)")
    case .completed, .converged:
      logger.info(
        """
        trial \(result.number) \(result.state == .converged ? "converged" : "did not converge"): \
        best epoch \(result.bestEpoch) of \(result.epochs), \(outcome); rank \(rank), \
        \(String(format: "%.1f", result.timing.seconds)) s, \
        \(String(format: "%.0f", result.timing.samplesPerSecond)) training samples/s
        """)
    }
    do {
      try folders.publish(result.number, modelFiles: result.modelFiles)
      if isBest { try publishBest(result) }
      try AtomicFile.write(table.trials.utf8, to: folders.logs + "/trials.csv")
      try AtomicFile.write(table.timings.utf8, to: folders.logs + "/timings.csv")
    } catch {
      throw .output(error)
    }
  }

  /// Removes what is left of a trial that the results do not need.
  public func discard(_ trial: Int) throws(ExperimentError) {
    do { try folders.discard(trial) } catch { throw .output(error) }
    logger.info("trial \(trial) was started ahead and is not needed")
  }

  /// Ends the run: writes `summary.json` and says where the results are.
  ///
  /// Throws when every trial failed, after writing.
  public func finish() throws(ExperimentError) {
    do {
      try AtomicFile.write((summary.text() + "\n").utf8, to: folders.logs + "/summary.json")
    } catch {
      throw .output(error)
    }
    guard let best else {
      throw ExperimentError(
        .failure, "all \(table.count) trials failed: see \(folders.logs)/trials.csv")
    }
    logger.info(
      """
      \(best.state == .converged ? "converged" : "no trial converged"): the best is trial \
      \(best.number), epoch \(best.bestEpoch), \(setup.metric.name) \(shortened(best.metric))
      """)
    logger.info("results: \(folders.logs)")
    logger.info("model: \(folders.models)/\(ModelName.best)")
  }

  private func publishBest(_ result: TrialResult) throws(PosixError) {
    best = result
    let trial = folders.trial(result.number)
    for name in setup.validation == nil ? ResultsName.withoutValidation : ResultsName.all {
      try AtomicFile.copy("\(trial)/\(name)", to: "\(folders.logs)/\(name)")
    }
    try AtomicFile.copy(
      "\(folders.models)/\(ModelName.best(trial: result.number))",
      to: "\(folders.models)/\(ModelName.best)")
  }

  private var summary: JSON {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let losses = zip(setup.labels, best?.losses ?? []).map { (name: $0, value: JSON.real($1)) }
    return .object([
      (name: "converged", value: .bool(best?.state == .converged)),
      (name: "best_trial", value: best.map { .integer($0.number) } ?? .null),
      (name: "best_epoch", value: best.map { .integer($0.bestEpoch) } ?? .null),
      (name: "metric", value: best.map { .real($0.metric) } ?? .null),
      (name: "losses", value: .object(losses)),
      (name: "trials_run", value: .integer(table.count)),
      (name: "ranks", value: .integer(rankCount)),
      (name: "seed", value: .integer(Int(setup.configuration.seed))),
      (name: "seconds", value: .real((seconds * 1000).rounded() / 1000)),
    ])
  }

  private func logStart() throws(ExperimentError) {
    let configuration = setup.configuration
    for warning in configuration.warnings { logger.warning("\(configuration.path): \(warning)") }
    for warning in setup.resumption?.warnings ?? [] { logger.warning("\(warning)") }
    logger.info(
      "seed \(configuration.seed) (\(configuration.seedOrigin)), \(rankCount) \(rankCount == 1 ? "rank" : "ranks")"
    )
    if let resumption = setup.resumption {
      logger.info(
        "resuming trial \(resumption.trial) after epoch \(resumption.epoch): \(resumption.path)")
    }
    do {
      for line in try ModelReport(setup).lines { logger.info("\(line)") }
    } catch {
      throw ExperimentError(error, in: configuration.path)
    }
    logger.info(
      "\(setup.training.sampleCount) training samples, \(setup.validation?.sampleCount ?? 0) for validation"
    )
    for line in setup.dataLines { logger.info("\(line)") }
    for (label, threshold) in zip(setup.labels, setup.thresholds) {
      let condition = threshold.map { "converges below \($0)" } ?? "has no threshold"
      logger.info("\(label): \(condition)")
    }
    for warning in setup.warnings { logger.warning("\(warning)") }
  }
}
