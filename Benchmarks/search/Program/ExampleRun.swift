import Foundation

/// A dataset and configurations in a folder that is there as long as the object.
final class ExampleRun {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "/search-bench-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes a dataset of maps of `resolution` and a configuration that trains on it; its path.
  func configuration(
    samples: Int, resolution: Int, epochs: Int, variants: Int
  ) throws -> String {
    let data = "\(folder)/data\(resolution)"
    _ = try Launch.run(
      Launch.program("make-example"),
      [data, "--samples", "\(samples)", "--seed", "1", "--resolution", "\(resolution)"])
    let loader = """
      {"type": "LoaderMultichannelArray", "args": {"dataset_path": "\(data)/dataset_train.csv",
      "statistic_path": "\(data)/statistics_train.json", "batch_size": 8,
      "filter_inputs": [9, 10, 11], "filter_labels": [15, 16], "standardize": true}}
      """
    let text = """
      {"name": "Bench", "trials": 1, "seed": 1, "convergence": {},
      "arch": {"type": "ModelConv", "args": {"input_shape": [3, \(resolution), \(resolution)],
      "num_parameters": 2}}, "weights_initializer": {"type": "InitializerKaiming"},
      "training_data_loader": \(loader), "validation_data_loader": \(loader),
      "optimizer": {"type": "Adam", "args": {"lr": 1e-3}}, "loss": {"type": "LossMSE"},
      "metric": {"type": "MetricAccuracyMSE"},
      "search": {"sampler": {"type": "RandomSampler", "args": {"n_trials": \(variants)}},
      "space": {"optimizer.args.lr": {"type": "float", "low": 1e-4, "high": 1e-2, "log": true}}},
      "trainer": {"epochs": \(epochs), "save_dir": "\(folder)/output", "verbosity": 0}}
      """
    let path = "\(folder)/configuration\(resolution).json"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }
}
