import Experiment
import NamedSettings
import NeuralNetwork
import TestSupport
import Testing

/// Which keys of a configuration each option changes, and that it changes no other.
struct OverridesTests {
  private static let loaders = ["training", "validation", "test"]

  @Test(
    arguments: [
      (\.trainingDataset, "a.csv", ["training_data_loader.args.dataset_path"], "a.csv"),
      (\.validationDataset, "a.csv", ["validation_data_loader.args.dataset_path"], "a.csv"),
      (\.testDataset, "a.csv", ["test_data_loader.args.dataset_path"], "a.csv"),
      (\.statistics, "a.json", keys("statistic_path"), "a.json"),
      (\.trainingFolder, "folder", ["trainer.save_dir"], "folder"),
      (\.inferenceFolder, "folder", ["infer.save_dir"], "folder"),
      (
        \.initializer, "InitializerNormal", ["weights_initializer"],
        ["type": "InitializerNormal", "args": [:]]
      ),
      (\.checkpoint, "a.pth", ["resume_training"], ["resume": true, "checkpoint": "a.pth"]),
    ] as [(WritableKeyPath<Overrides, String?> & Sendable, String, [String], SettingValue)])
  func aTextChangesItsKeys(
    option: WritableKeyPath<Overrides, String?> & Sendable, text: String, keys: [String],
    value: SettingValue
  ) throws {
    var overrides = Overrides()
    overrides[keyPath: option] = text
    try expect(overrides, toChange: keys, to: value)
  }

  @Test(
    arguments: [
      (\.inputColumns, keys("filter_inputs")), (\.labelColumns, keys("filter_labels")),
      (\.inputShape, ["arch.args.input_shape"]),
    ] as [(WritableKeyPath<Overrides, [Int]?> & Sendable, [String])])
  func aListChangesItsKeys(
    option: WritableKeyPath<Overrides, [Int]?> & Sendable, keys: [String]
  ) throws {
    var overrides = Overrides()
    overrides[keyPath: option] = [7, 5]
    try expect(overrides, toChange: keys, to: [7, 5])
  }

  @Test(
    arguments: [
      (\.normalizes, keys("normalize"), true), (\.standardizes, keys("standardize"), false),
    ]
      as [(WritableKeyPath<Overrides, Bool?> & Sendable, [String], Bool)])
  func aTruthValueChangesItsKeys(
    option: WritableKeyPath<Overrides, Bool?> & Sendable, keys: [String], value: Bool
  ) throws {
    var overrides = Overrides()
    overrides[keyPath: option] = value
    try expect(overrides, toChange: keys, to: .bool(value))
  }

  @Test func aNumberChangesItsKeys() throws {
    var overrides = Overrides()
    overrides.parameterCount = 7
    try expect(overrides, toChange: ["arch.args.num_parameters"], to: 7)
    overrides = Overrides()
    overrides.batchSize = 7
    try expect(
      overrides,
      toChange: ["training_data_loader.args.batch_size", "validation_data_loader.args.batch_size"],
      to: 7)
    overrides = Overrides()
    overrides.learningRate = 0.25
    try expect(overrides, toChange: ["optimizer.args.lr"], to: 0.25)
  }

  @Test func nothingMakesALoaderThatTheFileLacks() throws {
    var example = try Example()
    try example.set("validation_data_loader", to: nil)
    try example.remove("test_data_loader")
    var overrides = Overrides()
    overrides.statistics = "a.json"
    overrides.inputColumns = [1]
    overrides.batchSize = 2
    var file = try ConfigurationFile(path: example.path)
    overrides.apply(to: &file)
    #expect(file["validation_data_loader"] == .null)
    #expect(file["test_data_loader"] == nil)
  }

  @Test func aValidationDatasetIsReadAsTheTrainingOneIsButInOrder() throws {
    var example = try Example()
    try example.remove("validation_data_loader")
    var overrides = Overrides()
    overrides.validationDataset = example.validation.table
    var file = try ConfigurationFile(path: example.path)
    overrides.apply(to: &file)
    let configuration = try Configuration(file)
    #expect(configuration.validation?.datasetPath == example.validation.table)
    #expect(configuration.validation?.shuffles == false)
    #expect(configuration.validation?.scaling == configuration.training.scaling)
    #expect(configuration.training.shuffles)
  }

  private static func keys(_ field: String) -> [String] {
    loaders.map { "\($0)_data_loader.args.\(field)" }
  }

  private func expect(
    _ overrides: Overrides, toChange keys: [String], to value: SettingValue,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let example = try Example()
    let original = try ConfigurationFile(path: example.path)
    var file = original
    overrides.apply(to: &file)
    for key in keys { #expect(file[key] == value, "\(key)", sourceLocation: sourceLocation) }
    // With the old values put back, nothing may differ.
    for key in keys { file.set(key, to: original[key] ?? .null) }
    if original["resume_training"] == nil && keys == ["resume_training"] { return }
    #expect(file.members == original.members, sourceLocation: sourceLocation)
  }
}
