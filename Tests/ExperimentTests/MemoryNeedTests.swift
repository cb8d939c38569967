import NamedSettings
import NeuralNetwork
import TestSupport
import Testing
import TrialSearch

@testable import Experiment

/// What a trial takes of a node's memory, and whether a rank's share is enough for it.
struct MemoryNeedTests {
  /// 100 inputs to 50 outputs: 5,050 parameters.
  private func chain() throws -> LayerChain {
    try LayerChain(inputShape: [100], ["fc": Linear(outFeatures: 50)])
  }

  @Test func aTrialNeedsItsParametersItsBatchesAndTheCopiesOfItsBestModel() throws {
    let need = MemoryNeed(try chain(), rememberedTensors: 2, batches: [8, 4])
    // Value, gradient and two means; the best model's value and means, kept and encoded; the batches of
    // both readers; outputs and their gradients.
    let values = 5050 * (4 + 2 * 3) + 100 * 12 + 2 * 50 * 8
    #expect(need.bytes == Double(4 * values))
  }

  @Test func aConvolutionNeedsWhatItUnfoldsOfASample() throws {
    let settings: [String: SettingValue] = ["out_channels": 5, "kernel_size": 3]
    let layer = try Registries.layers.make(type: "Conv2d", args: settings)
    let chain = try LayerChain(inputShape: [2, 8, 6], ["conv": layer])
    #expect(chain.unfoldedCount == Double(2 * 3 * 3 * 6 * 4))
  }

  @Test func whatFitsOneRankMayNotFitEachOfEight() throws {
    let need = MemoryNeed(try chain(), rememberedTensors: 0, batches: [1])
    let node = 5 * need.bytes
    #expect(need.shortage(MemoryShare(rankCount: 1, bytes: node)) == nil)
    #expect(need.shortage(MemoryShare(rankCount: 4, bytes: node / 4)) == nil)
    let shortage = need.shortage(MemoryShare(rankCount: 8, bytes: node / 8))
    #expect(shortage?.hasPrefix("out of memory: the network needs at least ") == true)
    #expect(
      shortage?.hasSuffix("each of its node's 8 ranks may take of what is free: start fewer a node")
        == true)
    // What happens to be free does not show.
    #expect(shortage == need.shortage(MemoryShare(rankCount: 8, bytes: node / 9)))
  }

  @Test func ranksThatStartTogetherShareWhatIsFree() {
    let (one, eight) = (MemoryShare(), MemoryShare(rankCount: 8))
    #expect(eight.available > 0)
    #expect(eight.available < one.available / 4)
  }

  @Test func aTrialThatDoesNotFitItsShareFails() throws {
    let example = try Example()
    let setup = try TrainingSetup(example.configuration())
    let folders = RunFolders(logs: example.folder.path, models: example.folder.path)
    let runner = TrialRunner(
      setup, folders: folders, memory: MemoryShare(rankCount: 8, bytes: 1000))
    let result = try runner.run(
      Assignment(trial: TrialID(restart: 1)), interruption: { nil }, report: { _ in })
    #expect(result?.state == .failed)
    #expect(result?.cause.contains("each of its node's 8 ranks") == true)
  }
}
