import Experiment
import MapDataset
import TestSupport
import Testing

/// What may be left out of a configuration, and what then holds.
struct ConfigurationTests {
  @Test func whatIsLeftOutHasADefault() throws {
    var example = try Example()
    for key in [
      "trials", "convergence", "validation_data_loader", "test_data_loader", "infer",
      "optimizer.args", "loss.args", "trainer.verbosity", "training_data_loader.args.batch_size",
      "training_data_loader.args.shuffle", "training_data_loader.args.num_workers",
      "training_data_loader.args.normalize", "training_data_loader.args.standardize",
      "training_data_loader.args.statistic_path",
    ] { try example.remove(key) }
    let configuration = try example.configuration()
    #expect(configuration.trialCount == 1)
    #expect(configuration.thresholds == [:])
    #expect(configuration.validation == nil)
    #expect(configuration.test == nil)
    #expect(configuration.scheduler == nil)
    #expect(configuration.inferenceFolder == nil)
    #expect(configuration.training.batchSize == 1)
    #expect(!configuration.training.shuffles)
    #expect(configuration.training.scaling == .none)
    #expect(configuration.training.statisticPath == nil)
    #expect(configuration.trainer.verbosity == 1)
    #expect(configuration.trainer.savePeriod == .max)
    #expect(configuration.trainer.earlyStop == .max)
    #expect(!configuration.trainer.tensorBoard)
    #expect(configuration.warnings == [])
  }

  @Test(arguments: [
    "validation_data_loader", "test_data_loader", "lr_scheduler", "resume_training", "infer",
  ])
  func anOptionalSectionMayBeNull(section: String) throws {
    var example = try Example()
    try example.set(section, to: nil)
    _ = try TrainingSetup(example.configuration())
  }

  @Test func wholeNumbersMayHaveAPoint() throws {
    let example = try Example()
    let text = try example.folder.text(Example.configurationName)
      .replacing("\"epochs\": 3", with: "\"epochs\": 3.0").replacing(
        "12, 12]", with: "12.0, 1.2e1]")
    try example.folder.write(text, to: Example.configurationName)
    #expect(try TrainingSetup(example.configuration()).configuration.trainer.epochs == 3)
  }

  @Test func aMissingSeedIsDrawnAndKept() throws {
    var example = try Example()
    #expect(try example.configuration().seed == 1)
    #expect(try example.configuration().seedOrigin == .configured)
    try example.remove("seed")
    let drawn = try [example.configuration(), example.configuration()]
    #expect(drawn[0].seed != drawn[1].seed)
    #expect(drawn[0].seedOrigin == .drawn)
    #expect(drawn[0].members["seed"] == .integer(Int(drawn[0].seed)))
  }

  @Test func aThresholdWithoutItsSuffixIsWarnedOf() throws {
    var example = try Example()
    try example.set("convergence", to: ["epsilon_L": 0.5, "P_initial_log10_mean_threshold": 0.1])
    let setup = try TrainingSetup(example.configuration())
    let warning = "convergence.epsilon_L: has no effect; did you mean \"epsilon_L_threshold\"?"
    #expect(setup.configuration.warnings == [warning])
    #expect(setup.thresholds == [nil, 0.1])
  }

  @Test func withoutScalingLoadersMayDifferInTheirStatistics() throws {
    var example = try Example()
    try example.setLoaders("standardize", to: false)
    try example.remove("validation_data_loader.args.statistic_path")
    _ = try TrainingSetup(example.configuration())
  }

  @Test func aPlanReachesOtherRanksAsItIs() throws {
    let example = try Example()
    let plan = try RunPlan(example.configuration(), runName: "run")
    let received = try RunPlan(decoding: plan.encoded)
    #expect(received.configuration.members == plan.configuration.members)
    #expect(received.configuration.path == plan.configuration.path)
    #expect(received.folders == plan.folders)
    let error = #expect(throws: ExperimentError.self) {
      try RunPlan(decoding: Array(plan.encoded.dropLast(2)))
    }
    #expect(error?.kind == .failure)
  }
}
