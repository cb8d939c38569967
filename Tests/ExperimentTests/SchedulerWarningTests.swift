import NamedSettings
import TestSupport
import Testing

@testable import Experiment

struct SchedulerWarningTests {
  private func warning(_ mode: String, classifies: Bool) throws -> String? {
    var example = try Example()
    if classifies { try example.classify() }
    try example.set(
      "lr_scheduler", to: ["type": "ReduceLROnPlateau", "args": ["mode": .string(mode)]])
    return try TrainingSetup(example.configuration()).warnings.first { $0.contains("mode") }
  }

  @Test func aModeThatTakesWorseForBetterIsNamed() throws {
    #expect(try warning("min", classifies: false) == nil)
    #expect(try warning("max", classifies: true) == nil)
    #expect(
      try warning("min", classifies: true)
        == "lr_scheduler.args.mode: is \"min\", but of MetricAccuracy higher values are better: did"
        + " you mean \"max\"?")
    #expect(
      try warning("max", classifies: false)
        == "lr_scheduler.args.mode: is \"max\", but of MetricAccuracyMSE lower values are better:"
        + " did you mean \"min\"?")
  }
}
