import TrialSearch

extension RunRecorder {
  /// `summary.json`.
  var summary: JSON {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let result = best?.result
    let losses = zip(setup.labels, result?.losses ?? []).map { (name: $0, value: JSON.real($1)) }
    var members: [(name: String, value: JSON)] = [
      (name: "converged", value: .bool(result?.state == .converged))
    ]
    if setup.configuration.search != nil {
      members.append(
        (name: "best_variant", value: result.map { .integer($0.trial.variant) } ?? .null))
    }
    members += [
      (name: "best_trial", value: result.map { .integer($0.trial.restart) } ?? .null),
      (name: "best_epoch", value: result.map { .integer($0.bestEpoch) } ?? .null),
      (name: "metric", value: result.map { .real($0.metric) } ?? .null),
      (name: "losses", value: .object(losses)),
    ]
    if setup.configuration.search != nil {
      let values = space.values(at: best?.point ?? []).map {
        (name: $0.path, value: JSON($0.value))
      }
      members.append((name: "parameters", value: .object(values)))
      let shares = importances.map { (name: $0.path, value: JSON.real($0.share)) }
      members.append((name: "importances", value: .object(shares)))
    }
    members += [
      (name: "trials_run", value: .integer(trialCount)),
      (
        name: "trials_by_state",
        value: .object(
          TrialResult.State.allCases.map {
            (name: $0.rawValue, value: .integer(counts[$0] ?? 0))
          })
      ),
      (name: "convergence", value: convergence),
      (name: "ranks", value: .integer(rankCount)),
      (name: "seed", value: .integer(Int(setup.configuration.seed))),
      (name: "seconds", value: .real((seconds * 1000).rounded() / 1000)),
    ]
    return .object(members)
  }

  /// The share of restarts that converged, and its 95% interval; null when no label has a threshold, for
  /// then all that do not fail count as converged.
  private var convergence: JSON {
    guard setup.hasThresholds else { return .null }
    return .object([
      (name: "probability", value: estimate.probability.map(JSON.real) ?? .null),
      (name: "low_95", value: .real(estimate.interval.lowerBound)),
      (name: "high_95", value: .real(estimate.interval.upperBound)),
    ])
  }
}
