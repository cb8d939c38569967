/// Where the statistics come from by which labels are scaled.
public enum StatisticsSource: Sendable, Equatable {
  /// A JSON file at this path.
  case file(String)
  /// The labels of the dataset itself.
  case ownLabels
  /// They are known: computed from the labels of another table, at `path`.
  case known([String: LabelStatistics], path: String)
}
