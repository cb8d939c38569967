import MapDataset
import NeuralNetwork

/// What inference takes from a configuration.
struct InferenceSetup {
  let loader: LoaderSettings
  let saveFolder: String
  let model: any ModelDefinition
  let loss: any Loss
  let metric: any Metric
  let dataset: MapDataset

  /// The statistics that the model was trained with, where the test loader names none.
  private static func statistics(
    _ configuration: Configuration, _ loader: LoaderSettings
  ) throws(ExperimentError) -> StatisticsSource {
    if loader.scaling == .none || loader.statisticPath != nil { return .ownLabels }
    let training = configuration.training
    if let path = training.statisticPath { return .file(path) }
    do {
      return .known(try MapDataset.statistics(training.description()), path: training.datasetPath)
    } catch {
      throw ExperimentError(error, loader: "training_data_loader", in: configuration.path)
    }
  }

  init(_ configuration: Configuration) throws(ExperimentError) {
    let path = configuration.path
    guard let loader = configuration.test else {
      throw ExperimentError(
        .configuration, "\(path): test_data_loader: is missing: it names the dataset to predict")
    }
    guard let folder = configuration.inferenceFolder else {
      throw ExperimentError(
        .configuration, "\(path): infer: is missing: its save_dir names the folder for the results")
    }
    self.loader = loader
    saveFolder = folder
    do {
      model = try configuration.makeModel()
      loss = try configuration.makeLoss()
      metric = try configuration.makeMetric()
    } catch {
      throw ExperimentError(error, in: path)
    }
    // Each map is read once: none has to stay in memory.
    var memory = MapMemory(byteLimit: 0, runName: nil)
    dataset = try loader.open(
      "test_data_loader", for: model, loss: loss,
      statistics: loss.labelsAreClasses ? .ownLabels : Self.statistics(configuration, loader),
      &memory, configurationPath: path)
  }
}
