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
    dataset = try loader.open(
      "test_data_loader", for: model, loss: loss, configurationPath: path)
  }
}
