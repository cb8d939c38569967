import NeuralNetwork

extension Example {
  /// Turns the example into a classification: one map of each sample, whose kind is 0 or 1.
  public mutating func classify() throws {
    for (name, samples) in [("train", 8), ("test", 4)] {
      let rows = (0..<samples).map { "ppdot_PMPS_\(name)_\($0).npy,\($0 % 2)\n" }
      try folder.write("input:ppdot,kind\n\(rows.joined())", to: "data/dataset_\(name).csv")
    }
    try folder.write(
      "{\"kind\": {\"mean\": 0.5, \"std\": 0.5, \"max\": 1, \"min\": 0}}",
      to: "data/statistics_train.json")
    try set("arch.args.input_shape", to: [1, 12, 12])
    try set("loss.type", to: "LossNLL")
    try set("metric.type", to: "MetricAccuracy")
    try setLoaders("filter_inputs", to: [0])
    try setLoaders("filter_labels", to: [1])
  }
}
