import MapDataset
import NamedSettings
import NeuralNetwork

/// What a configuration says of one data loader.
public struct LoaderSettings: Sendable, Equatable {
  /// The loaders that a configuration can name.
  static let typeNames = ["LoaderMultichannelArray", "LoaderMultichannelImage"]

  /// The kind of maps: `LoaderMultichannelArray` or `LoaderMultichannelImage`.
  public let type: String
  /// The CSV table or the HDF5 file.
  public let datasetPath: String
  /// The statistics of the training labels; nil to compute them.
  public let statisticPath: String?
  /// The number of samples in a batch.
  public let batchSize: Int
  /// How many threads read ahead; the results do not depend on it.
  public let workerCount: Int
  /// The columns of the maps, counted from 0 over the whole header.
  public let inputColumns: [Int]
  /// The columns of the labels, counted from 0 over the whole header.
  public let labelColumns: [Int]
  /// Whether each epoch visits the samples in a new random order.
  public let shuffles: Bool
  /// How maps and labels are scaled.
  public let scaling: Scaling

  init(_ members: [String: SettingValue]) throws(SettingError) {
    var settings = Settings(members)
    type = try settings.string("type")
    guard Self.typeNames.contains(type) else {
      throw SettingError("type", unknownName(type, "data loader", valid: Self.typeNames))
    }
    var args = Settings(try settings.object("args"))
    try settings.finish()
    do throws(SettingError) {
      datasetPath = try args.string("dataset_path")
      batchSize = try args.integer("batch_size", default: 1, in: 1...)
      workerCount = try args.integer("num_workers", default: 0, in: 0...)
      inputColumns = try args.integers("filter_inputs")
      labelColumns = try args.integers("filter_labels")
      shuffles = try args.bool("shuffle", default: false)
      let normalizes = try args.bool("normalize", default: false)
      let standardizes = try args.bool("standardize", default: false)
      if normalizes && standardizes {
        throw SettingError("normalize", "excludes standardize: set at most one of them to true")
      }
      scaling = normalizes ? .normalize : standardizes ? .standardize : .none
      statisticPath = try args.optionalString("statistic_path")
      if datasetPath.isEmpty { throw SettingError("dataset_path", "names no file") }
      if statisticPath?.isEmpty == true {
        throw SettingError(
          "statistic_path", "names no file; without this key the training labels' own are taken")
      }
      if inputColumns.isEmpty { throw SettingError("filter_inputs", "names no column") }
      if labelColumns.isEmpty { throw SettingError("filter_labels", "names no column") }
      try args.finish()
    } catch {
      throw error.prefixed("args")
    }
  }

  /// The same as the dataset module wants it, with `statistics` where the loader names none.
  func description(statistics: StatisticsSource = .ownLabels) -> DatasetDescription {
    var description = DatasetDescription(
      tablePath: datasetPath, statisticsPath: statisticPath, inputColumns: inputColumns,
      labelColumns: labelColumns, scaling: scaling)
    if type == "LoaderMultichannelImage" { description.kind = .image }
    if statisticPath == nil { description.statistics = statistics }
    return description
  }

  /// The first field in which another loader must agree and does not: its name and both values.
  func disagreement(with other: LoaderSettings) -> (field: String, own: String, other: String)? {
    let pairs: [(String, String, String)] = [
      ("type", type, other.type),
      ("args.filter_inputs", "\(inputColumns)", "\(other.inputColumns)"),
      ("args.filter_labels", "\(labelColumns)", "\(other.labelColumns)"),
      ("args.normalize", "\(scaling == .normalize)", "\(other.scaling == .normalize)"),
      ("args.standardize", "\(scaling == .standardize)", "\(other.scaling == .standardize)"),
    ]
    if let pair = pairs.first(where: { $0.1 != $0.2 }) { return pair }
    // Without scaling nobody reads the statistics.
    if scaling != .none && statisticPath != other.statisticPath {
      return ("args.statistic_path", statisticPath ?? "none", other.statisticPath ?? "none")
    }
    return nil
  }
}
