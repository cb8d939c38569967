/// What a configuration's loader says about a dataset: which files, which columns, how scaled.
public struct DatasetDescription: Sendable, Equatable {
  /// The kinds of files that a table can name as maps.
  public enum MapKind: String, Sendable {
    /// `.npy` arrays.
    case array
    /// PNG images, which are not scaled but by their full brightness.
    case image
  }

  /// The CSV table or the HDF5 file; a configuration's `dataset_path`.
  public var tablePath: String
  /// What the table's maps are.
  public var kind = MapKind.array
  /// The labels' statistics (`statistic_path`).
  public var statistics: StatisticsSource
  /// The columns of the maps, from 0 over the whole header, in channel order (`filter_inputs`).
  public var inputColumns: [Int]
  /// The columns of the labels, from 0 over the whole header (`filter_labels`).
  public var labelColumns: [Int]
  /// How maps and labels are scaled (`normalize`, `standardize`).
  public var scaling: Scaling
  /// Whether labels are scaled as well; false for classes, which stay as they are.
  public var scalesLabels = true

  /// Describes a dataset of arrays; without statistics those of its own labels are taken.
  public init(
    tablePath: String, statisticsPath: String?, inputColumns: [Int], labelColumns: [Int],
    scaling: Scaling
  ) {
    self.tablePath = tablePath
    self.statistics = statisticsPath.map(StatisticsSource.file) ?? .ownLabels
    self.inputColumns = inputColumns
    self.labelColumns = labelColumns
    self.scaling = scaling
  }
}
