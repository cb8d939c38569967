import Foundation
import TrialSearch

extension RunRecorder {
  /// A point's values for a log: `, optimizer.args.lr 0.001, ...`; empty without a search.
  func parameters(_ point: [Double]) -> String {
    space.values(at: point).map { ", \($0.path) \(Self.shortened($0.value.asReal, $0.value))" }
      .joined()
  }

  private static func shortened(_ real: Double?, _ value: some CustomStringConvertible) -> String {
    guard let real, real.rounded() != real else { return "\(value)" }
    return Experiment.shortened(real)
  }

  /// A line about a trial that was accepted.
  func log(_ result: TrialResult, point: [Double], rank: Int) {
    let ending =
      switch result.state {
      case .failed: "failed: \(result.cause)"
      case .converged: "converged"
      case .completed: "did not converge"
      case .pruned: "was pruned"
      }
    guard result.state != .failed else {
      logger.error("\(result.trial) \(ending)\(parameters(point))")
      return
    }
    // Thousands of these a second must cost nothing when nobody wants them.
    logger.info(
      """
      \(result.trial) \(ending): best epoch \(result.bestEpoch) of \(result.epochs), \
      \(outcome(result))\(parameters(point)); rank \(rank), \
      \(String(format: "%.1f", result.timing.seconds)) s, \
      \(String(format: "%.0f", result.timing.samplesPerSecond)) training samples/s
      """)
  }

  private func outcome(_ result: TrialResult) -> String {
    let losses = zip(setup.labels, result.losses).map { "\($0) \(Experiment.shortened($1))" }
    return
      "\(setup.metric.name) \(Experiment.shortened(result.metric)) (\(losses.joined(separator: ", ")))"
  }

  /// Says how likely a restart is to converge and how many are to be expected of those that have not ended:
  /// of so many variants by the number of restarts that each may still get, nil when there is no end to the
  /// variants. At most as many when something else may end the search.
  public func logEstimate(restartsLeft: [Int: Int]?, mayEndEarly: Bool) {
    guard let line = estimateLine else { return }
    lastEstimate = estimate
    let left = restartsLeft.flatMap(lastRestarts.expectedRestarts).map {
      "; \(mayEndEarly ? "at most " : "")about \(Int($0.rounded())) restarts are left"
    }
    logger.info("\(line)\(left ?? "")")
  }

  /// At the end, how likely a restart was to converge, unless the log has just said so.
  func logLastEstimate() {
    guard let line = estimateLine, lastEstimate != estimate else { return }
    logger.info("\(line)")
  }

  private var estimateLine: String? {
    guard setup.hasThresholds, let share = estimate.probability else { return nil }
    let interval = estimate.interval
    return
      "a restart converges with probability \(Self.percent(share)), 95% interval"
      + " \(Self.percent(interval.lowerBound)) to \(Self.percent(interval.upperBound))"
  }

  /// Which keys mattered most.
  func logImportances() {
    guard importances.count > 1 else { return }
    let sorted = importances.sorted { $0.share > $1.share }
    let shares = sorted.map { "\($0.path) \(Self.percent($0.share))" }
    logger.info("what mattered: \(shares.joined(separator: ", "))")
  }

  private static func percent(_ share: Double) -> String {
    String(format: share > 0 && share < 0.1 ? "%.1f%%" : "%.0f%%", 100 * share)
  }

  func logStart() throws(ExperimentError) {
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
    if try setup.memoryShortage(MemoryShare()) == nil {
      do {
        for line in try ModelReport(setup).lines { logger.info("\(line)") }
      } catch {
        throw ExperimentError(error, in: configuration.path)
      }
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
    if let search = configuration.search { logSearch(search) }
  }

  private func logSearch(_ search: SearchSettings) {
    let count = search.variantCount.map { "\($0) variants" } ?? "variants without end"
    let order =
      search.isOrdered
      ? "variant k depends on variants 1 to k - \(search.window), on any number of ranks"
      : "a variant depends on all that is known when it starts"
    logger.info("search: \(count), \(search.sampler.type), \(search.pruner.type); \(order)")
    for dimension in space.dimensions {
      logger.info("search: \(dimension.path): \(Self.text(dimension.distribution))")
    }
  }

  private static func text(_ distribution: Distribution) -> String {
    switch distribution {
    case .categorical(let choices):
      "one of \(choices.map(\.description).joined(separator: ", "))"
    case .numerical(let range):
      "\(distribution.value(range.low)) to \(distribution.value(range.high))"
        + (range.isLogarithmic ? ", logarithmic" : "")
        + (range.step.map { $0 == 1 ? "" : ", step \(distribution.text(step: $0))" } ?? "")
    }
  }
}

extension Distribution {
  /// A step as a configuration has it.
  fileprivate func text(step: Double) -> String {
    if case .integer(let integer) = value(step) { "\(integer)" } else { "\(step)" }
  }
}
