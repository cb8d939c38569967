/// What a configuration's loader says about a dataset: which files, which columns, how scaled.
public struct DatasetDescription: Sendable, Equatable {
  /// The CSV table; a configuration's `dataset_path`.
  public var tablePath: String
  /// The JSON file of the labels' statistics (`statistic_path`); nil to compute them from the
  /// table.
  public var statisticsPath: String?
  /// The columns of the maps, from 0 over the whole header, in channel order (`filter_inputs`).
  public var inputColumns: [Int]
  /// The columns of the labels, from 0 over the whole header (`filter_labels`).
  public var labelColumns: [Int]
  /// How maps and labels are scaled (`normalize`, `standardize`).
  public var scaling: Scaling

  /// Makes a description.
  public init(
    tablePath: String, statisticsPath: String?, inputColumns: [Int], labelColumns: [Int],
    scaling: Scaling
  ) {
    self.tablePath = tablePath
    self.statisticsPath = statisticsPath
    self.inputColumns = inputColumns
    self.labelColumns = labelColumns
    self.scaling = scaling
  }
}
