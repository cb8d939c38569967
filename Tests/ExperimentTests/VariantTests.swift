import Files
import NamedSettings
import TestSupport
import Testing
import TrialSearch

@testable import Experiment

/// The variants of a search, and which of their files are kept.
struct VariantTests {
  @Test func theOtherLoadersFollowTheTrainingLoader() throws {
    var example = try Example()
    try example.set("training_data_loader.args.normalize", to: false)
    let configuration = try example.configuration()
    let variant = try configuration.variant([
      (path: "training_data_loader.args.batch_size", value: 2),
      (path: "training_data_loader.args.standardize", value: false),
    ])
    #expect(variant.training.batchSize == 2)
    #expect(variant.validation?.batchSize == 2)
    #expect(variant.test?.batchSize == 4)
    #expect(variant.validation?.scaling == variant.training.scaling)
    #expect(variant.test?.scaling == variant.training.scaling)
    #expect(variant.training.scaling != configuration.training.scaling)
    let apart = try configuration.variant([
      (path: "training_data_loader.args.batch_size", value: 2),
      (path: "validation_data_loader.args.batch_size", value: 1),
    ])
    #expect(apart.validation?.batchSize == 1)
  }

  /// Whichever part of the training loader the path leads to.
  @Test func theOtherLoadersFollowAnObjectOrAnElement() throws {
    let example = try Example()
    let configuration = try example.configuration()
    let loader = "training_data_loader"
    let fields: [String: SettingValue] = [
      "batch_size": 2, "filter_inputs": [2, 1], "normalize": true, "standardize": false,
    ]
    var other = ConfigurationFile(path: "", members: configuration.members)
    for (field, value) in fields { other.set("\(loader).args.\(field)", to: value) }
    for path in [loader, "\(loader).args"] {
      let variant = try configuration.variant([(path, try #require(other[path]))])
      #expect(variant.training.batchSize == 2)
      #expect(variant.validation?.batchSize == 2)
      #expect(variant.test?.batchSize == 4)
      #expect(variant.validation?.datasetPath == configuration.validation?.datasetPath)
      for follower in [variant.validation, variant.test] {
        #expect(follower?.inputColumns == [2, 1])
        #expect(follower?.scaling == .normalize)
        #expect(follower?.shuffles == false)
      }
    }
    let element = try configuration.variant([("\(loader).args.filter_inputs[0]", 2)])
    for follower in [element.validation, element.test] {
      #expect(follower?.inputColumns == [2, ExampleDataset.inputColumns[1]])
      #expect(follower?.scaling == configuration.training.scaling)
    }
    #expect(element.validation?.batchSize == configuration.validation?.batchSize)
  }

  /// What an object leaves out has its default value in all loaders.
  @Test func theOtherLoadersFollowWhatAnObjectLeavesOut() throws {
    var example = try Example()
    let whole = try example.configuration()
    try example.remove("training_data_loader.args.batch_size")
    try example.remove("training_data_loader.args.statistic_path")
    try example.remove("training_data_loader.args.normalize")
    let object = try #require(example.members["training_data_loader"])
    let variant = try whole.variant([("training_data_loader", object)])
    #expect(variant.validation?.batchSize == 1)
    #expect(variant.test?.batchSize == 4)
    for follower in [variant.validation, variant.test] {
      #expect(follower != nil && follower?.statisticPath == nil)
      #expect(follower?.scaling == variant.training.scaling)
    }
    let apart = try whole.variant([
      ("training_data_loader", object), ("validation_data_loader.args.batch_size", 3),
    ])
    #expect(apart.validation?.batchSize == 3)
    #expect(apart.validation?.statisticPath == nil)
  }

  /// The best configuration holds these values, whatever a variant is made of.
  @Test func noVariantHasOtherValuesOfKeysThatAllTrialsShare() throws {
    let example = try Example()
    let configuration = try example.configuration()
    let trainer: SettingValue = [
      "epochs": 5, "save_dir": .string(configuration.trainer.saveFolder),
    ]
    // What is left out has its default value here, as in the configuration.
    let variant = try configuration.variant([("trainer", trainer)])
    #expect(variant.trainer.epochs == 5)
    #expect(variant.trainer.verbosity == configuration.trainer.verbosity)
    var other = ConfigurationFile(path: "", members: configuration.members)
    for loader in ["training_data_loader", "validation_data_loader"] {
      other.set("\(loader).args.filter_labels", to: [4, 3])
    }
    let error = #expect(throws: SettingError.self) {
      try configuration.variant(
        ["training_data_loader", "validation_data_loader"].map { ($0, try #require(other[$0])) })
    }
    #expect(error?.path == "training_data_loader.args.filter_labels")
  }

  @Test func anIndexHasOneSpelling() throws {
    let example = try Example()
    var file = ConfigurationFile(path: "", members: example.members)
    let list = "training_data_loader.args.filter_inputs"
    #expect(file["\(list)[1]"] == .integer(ExampleDataset.inputColumns[1]))
    for index in ["01", "+1", "-0", "00", " 1", "1 ", "１", ""] {
      #expect(file["\(list)[\(index)]"] == nil)
      let isSet = file.set("\(list)[\(index)]", to: 0)
      #expect(!isSet)
    }
    #expect(file.members == example.members)
  }

  @Test func anElementOfAListCanVary() throws {
    var example = try Example()
    let layers: SettingValue = [
      ["type": "Flatten"], ["type": "Dropout", "args": ["p": 0.5]],
      ["type": "Linear", "args": ["out_features": 2]],
    ]
    try example.set(
      "arch",
      to: ["type": "ModelSequential", "args": ["input_shape": [2, 12, 12], "layers": layers]])
    let variant = try example.configuration().variant([
      (path: "arch.args.layers[1].args.p", value: 0.25)
    ])
    var file = ConfigurationFile(path: "", members: variant.members)
    #expect(file["arch.args.layers[1].args.p"] == .real(0.25))
    #expect(file["arch.args.layers[0].type"] == .string("Flatten"))
    #expect(file["arch.args.layers[3].type"] == nil)
    for path in ["arch.args.layers[3].type", "arch.args.layers[x].type"] {
      let isSet = file.set(path, to: "ReLU")
      #expect(!isSet)
    }
    #expect(file.members == variant.members)
  }

  /// Each value alone would go against the configuration's own.
  @Test func valuesThatAreValidTogetherOnlyAreTaken() throws {
    var example = try Example()
    try example.set(
      "search",
      to: [
        "sampler": ["type": "RandomSampler", "args": ["n_trials": 2]],
        "space": [
          "training_data_loader.args.normalize": ["type": "categorical", "choices": [true]],
          "training_data_loader.args.standardize": ["type": "categorical", "choices": [false]],
          "training_data_loader.args.filter_inputs": [
            "type": "categorical", "choices": [.array([.integer(ExampleDataset.inputColumns[0])])],
          ],
          "arch.args.input_shape": ["type": "categorical", "choices": [[1, 12, 12]]],
        ],
      ])
    try TrainingSetup(example.configuration()).checkStart()
  }

  /// The grid has more corners than are tried at once; a kernel of 10 fits once, but not twice.
  @Test(arguments: ["GridSampler", "RandomSampler"])
  func aVariantThatFitsInNoNetworkIsRefusedAmongMany(sampler: String) throws {
    var example = try Example()
    let layers: SettingValue = [
      ["type": "Conv2d", "args": ["out_channels": 2, "kernel_size": 3]],
      ["type": "Conv2d", "args": ["out_channels": 2, "kernel_size": 3]],
      ["type": "Flatten"], ["type": "Linear", "args": ["out_features": 2]],
    ]
    try example.set(
      "arch",
      to: ["type": "ModelSequential", "args": ["input_shape": [2, 12, 12], "layers": layers]])
    let kernels: SettingValue = ["type": "categorical", "choices": [3, 10, 5]]
    try example.set(
      "search",
      to: [
        "sampler": ["type": .string(sampler)], "n_trials": 1000,
        "space": [
          "arch.args.layers[0].args.kernel_size": kernels,
          "arch.args.layers[1].args.kernel_size": kernels,
          "trainer.early_stop": [
            "type": "categorical", "choices": .array((1...99).map(SettingValue.integer)),
          ],
        ],
      ])
    let error = #expect(throws: ExperimentError.self) { try example.configuration() }
    #expect(error?.description.contains("search.space") == true)
    #expect(error?.description.contains("kernel_size") == true)
  }

  @Test func variantsShareTheDatasetsAndDrawOtherNumbers() throws {
    let example = try Example()
    let setup = try TrainingSetup(example.configuration())
    let variant = try TrainingSetup(
      setup.configuration.variant([(path: "optimizer.args.lr", value: 0.1)]), sharing: [setup])
    #expect(variant.training === setup.training)
    #expect(variant.validation === setup.validation)
    let keys = [TrialID(restart: 1), TrialID(variant: 1, restart: 1), TrialID(restart: 2)].map {
      setup.randomKey(.weights, trial: $0, epoch: 0)
    }
    #expect(Set(keys).count == 3)
  }

  @Test func variantsWithOtherMapsStayWithinTheMemoryThatIsLeft() throws {
    var example = try Example()
    // 8 and 4 samples of two maps of 12 x 12.
    let (training, validation) = (
      SharedSlots.byteCount(count: 8, slotSize: 288), SharedSlots.byteCount(count: 4, slotSize: 288)
    )
    let left = 2 * (training + validation)
    try example.set("max_memory", to: .real(Double(training + validation + left) / 0x1p30))
    let setup = try TrainingSetup(example.configuration())
    #expect(setup.memory.available == left)
    func variant(_ part: Int, _ others: [TrainingSetup]) throws -> TrainingSetup {
      try TrainingSetup(
        setup.configuration.variant([
          (path: "training_data_loader.args.filter_inputs", value: .array([2, 1]))
        ]), memory: setup.memory.part(of: part), sharing: others)
    }
    let alone = try variant(2, [setup])
    #expect(alone.training.storage.hasPrefix("stay in memory"))
    #expect(alone.memory.available == 0)
    // The next variant of these maps has no more.
    #expect(try variant(2, [setup, alone]).memory.available == 0)
    let crowded = try variant(5, [setup])
    #expect(crowded.training.storage.hasPrefix("read from their files"))
    #expect(crowded.memory.available == left / 5 - validation)
  }

  @Test func theBestTrialsAreKept() {
    var kept = KeptTrials(2, higherIsBetter: false)
    let (first, second) = (
      kept.add(result(1, .completed, 0.5)), kept.add(result(2, .failed, .nan))
    )
    #expect(first.isKept && second.isKept)
    let third = kept.add(result(3, .completed, 0.5))
    #expect(third.isKept)
    #expect(third.out?.trial.variant == 2)
    // Of equals the earlier.
    let fourth = kept.add(result(4, .completed, 0.5))
    #expect(!fourth.isKept)
    let fifth = kept.add(result(5, .converged, 0.9))
    #expect(fifth.isKept)
    #expect(fifth.out?.trial.variant == 3)
    var all = KeptTrials(.max, higherIsBetter: true)
    let added = (1...50).map { all.add(result($0, .failed, .nan)) }
    #expect(added.allSatisfy { $0.isKept && $0.out == nil })
  }

  @Test func causesAreCountedWhateverTheirNumbers() {
    var causes = FailureCauses()
    func add(_ cause: String, _ kind: ExperimentError.Kind = .failure) {
      causes.add(ExperimentError(kind, cause))
    }
    #expect(causes.dataKind == nil)
    add("the training loss became inf in epoch 3")
    #expect(causes.dataKind == nil)
    add("map.npy: is cut short", .data)
    add("the training loss became inf in epoch 12")
    #expect(causes.dataKind == .data)
    #expect(
      causes.summary
        == "2 times: the training loss became inf in epoch 3; once: map.npy: is cut short")
    for letter in ["a", "b", "c"] { add(letter, .noInput) }
    #expect(causes.summary.hasSuffix("; and 2 other causes"))
    #expect(causes.dataKind == .data)
  }

  private func result(
    _ variant: Int, _ state: TrialResult.State, _ metric: Double
  ) -> TrialResult {
    TrialResult(
      trial: TrialID(variant: variant, restart: 1), state: state, epochs: 1, bestEpoch: 1,
      metric: metric, losses: [], modelFiles: [],
      timing: .init(host: "", start: 0, seconds: 0, samplesPerSecond: 0))
  }
}
