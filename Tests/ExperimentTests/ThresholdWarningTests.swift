import TestSupport
import Testing

@testable import Experiment

struct ThresholdWarningTests {
  private func warnings(_ thresholds: [String: Double]) throws -> [String] {
    var example = try Example()
    try example.set("convergence", to: .object(thresholds.mapValues { .real($0) }))
    return try TrainingSetup(example.configuration()).warnings
  }

  @Test func aSlipOfThePenIsNamedAndOtherDatasetsLabelsAreNot() throws {
    #expect(
      try warnings([
        "B_initial_log10_men_threshold": 0.5, "B_initial_log10_sigma_threshold": 0.5,
        "P_initial_log10_mean_threshold": 0.5,
      ]) == [
        "convergence.B_initial_log10_men_threshold: no label has this name; did you mean"
          + " \"B_initial_log10_mean_threshold\"?"
      ])
  }

  @Test func withoutAnyThresholdTheFirstTrialCounts() throws {
    #expect(
      try warnings(["h_c_threshold": 0.5]) == [
        "no label has a threshold: the first trial that does not fail counts as converged"
      ])
  }
}
