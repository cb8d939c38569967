import Testing

@testable import CommandLineOptions

/// From words on the command line to overrides.
struct OverrideOptionsTests {
  @Test func everyTrainingOptionIsRead() throws {
    let overrides = try TrainingOverrideOptions.parse([
      "--dataset_training", "train.csv", "--dataset_validation", "test.csv",
      "--dataset_statistics", "statistics.json", "--filter_inputs", "9", "10", "11",
      "--filter_labels", "15", "16", "--input_shape", "3", "32", "32", "--num_parameters", "2",
      "--normalize", "1", "--standardize", "0", "--batch_size", "16", "--lr", "1e-4",
      "--save_dir", "folder", "--initializer", "InitializerXavier", "--trained_model", "model.pth",
      "--check_data",
    ]).overrides
    #expect(overrides.trainingDataset == "train.csv")
    #expect(overrides.validationDataset == "test.csv")
    #expect(overrides.statistics == "statistics.json")
    #expect(overrides.inputColumns == [9, 10, 11])
    #expect(overrides.labelColumns == [15, 16])
    #expect(overrides.inputShape == [3, 32, 32])
    #expect(overrides.parameterCount == 2)
    #expect(overrides.normalizes == true)
    #expect(overrides.standardizes == false)
    #expect(overrides.batchSize == 16)
    #expect(overrides.learningRate == 1e-4)
    #expect(overrides.trainingFolder == "folder")
    #expect(overrides.initializer == "InitializerXavier")
    #expect(overrides.checkpoint == "model.pth")
    #expect(overrides.checksAllData == true)
    #expect(overrides.testDataset == nil)
    #expect(overrides.inferenceFolder == nil)
  }

  @Test func withoutOptionsNothingIsOverridden() throws {
    let overrides = try TrainingOverrideOptions.parse([]).overrides
    for (name, value) in Mirror(reflecting: overrides).children {
      #expect("\(value)" == "nil", "\(name ?? "")")
    }
  }

  @Test(arguments: [
    ("0", false), ("1", true), ("true", true), ("false", false), ("TRUE", true), ("False", false),
  ])
  func truthValuesAreReadInAnyCase(word: String, value: Bool) throws {
    #expect(TruthValue(argument: word)?.isOn == value)
  }

  @Test(arguments: ["", "2", "yes", "no", "maybe", "t"])
  func otherWordsAreNoTruthValues(word: String) {
    #expect(TruthValue(argument: word) == nil)
  }
}
