import MapDataset
import NeuralNetwork

extension LoaderSettings {
  /// Opens the dataset, whose maps may stay in `memory`, and checks that its maps and labels fit the
  /// architecture. Where the loader names no statistics, `statistics` are taken; `shared` is the same
  /// dataset, if it is open already.
  func open(
    _ loader: String, for model: any ModelDefinition, loss: any Loss,
    statistics: StatisticsSource = .ownLabels, _ memory: inout MapMemory,
    configurationPath: String, shared: MapDataset? = nil
  ) throws(ExperimentError) -> MapDataset {
    func unfit(_ field: String, _ reason: String) -> ExperimentError {
      ExperimentError(.configuration, "\(configurationPath): \(loader).args.\(field): \(reason)")
    }
    if inputColumns.count != model.inputShape[0] {
      throw unfit(
        "filter_inputs",
        "selects \(counted(inputColumns, "map")), but arch.args.input_shape \(model.inputShape) wants"
          + " \(model.inputShape[0])")
    }
    let labelCount = loss.labelCount(outputs: model.outputCount)
    if labelColumns.count != labelCount {
      throw unfit(
        "filter_labels",
        "selects \(counted(labelColumns, "label")), but the network's \(model.outputCount) outputs"
          + " (arch.args.num_parameters) want \(labelCount)")
    }
    let dataset: MapDataset
    do {
      var description = description(statistics: statistics)
      description.scalesLabels = !loss.labelsAreClasses
      if let shared { dataset = shared } else { dataset = try MapDataset(description, &memory) }
    } catch {
      throw ExperimentError(error, loader: loader, in: configurationPath)
    }
    if dataset.inputShape != model.inputShape {
      throw ExperimentError(
        .configuration,
        "\(configurationPath): arch.args.input_shape: is \(model.inputShape), but the maps of"
          + " \(datasetPath) are \(dataset.inputShape)")
    }
    try checkLabels(of: dataset, model, loss)
    return dataset
  }

  private func counted(_ columns: [Int], _ name: String) -> String {
    columns.count == 1 ? "1 \(name)" : "\(columns.count) \(name)s"
  }

  /// A loss may want labels of its own kind, such as the index of a class.
  private func checkLabels(
    of dataset: MapDataset, _ model: any ModelDefinition, _ loss: any Loss
  ) throws(ExperimentError) {
    for sample in 0..<dataset.sampleCount {
      for column in dataset.labelNames.indices {
        let label = dataset.label(column, of: sample)
        do { try loss.check(label: label, outputs: model.outputCount) } catch {
          throw ExperimentError(
            .data,
            "\(datasetPath): sample \(sample), counted from 0: \(dataset.labelNames[column]):"
              + " \(error)")
        }
      }
    }
  }
}
