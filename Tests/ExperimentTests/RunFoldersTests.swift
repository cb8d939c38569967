import TestSupport
import Testing
import TrialSearch

@testable import Experiment

/// Where a run writes.
struct RunFoldersTests {
  @Test func runsOfTheSameSecondHaveFoldersOfTheirOwn() throws {
    let folder = try TemporaryFolder()
    let runs = try (0..<5).map { _ in
      try RunFolders.create(saveFolder: folder.path, name: "Example")
    }
    #expect(Set(runs.map(\.logs)).count == 5)
    #expect(try folder.names(in: "logs/Example").count == 5)
    #expect(try folder.names(in: "models/Example") == folder.names(in: "logs/Example"))
    for name in try folder.names(in: "logs/Example") {
      #expect(name.wholeMatch(of: /\d{8}_\d{6}(_\d)?/) != nil)
    }
  }

  @Test func aTrialIsHiddenUntilItIsPublishedAndLeavesNothingWhenDiscarded() throws {
    let folder = try TemporaryFolder()
    let folders = RunFolders(logs: folder.path("logs"), models: folder.path("models"))
    for (trial, name) in [(1, "0001"), (12, "0012")] {
      try folder.write("log", to: "logs/.trial_\(name)/log.txt")
      try folder.write("model", to: "models/.trial_\(name)/best_model_trial\(trial).pth")
    }
    let first = TrialID(restart: 1)
    try folders.publish(first, modelFiles: ["best_model_trial1.pth"])
    try folders.discard(TrialID(restart: 12))
    #expect(folder.files() == ["logs/trial_0001/log.txt", "models/best_model_trial1.pth"])
    #expect(try folder.names(in: "models") == ["best_model_trial1.pth"])
    #expect(try folder.names(in: "logs") == ["trial_0001"])
    try folders.unpublish(first, modelFiles: ["best_model_trial1.pth"])
    #expect(folder.files() == [])
    #expect(folders.trial(TrialID(variant: 7, restart: 2)).hasSuffix("/variant_0007_trial_0002"))
  }
}
