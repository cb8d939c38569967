extension LabelScaling {
  private static let field = "statistic_path"

  /// The scalings of a table's labels, from its statistics file or, without one, from its own
  /// values.
  static func scalings(
    of table: DatasetTable, statisticsPath: String?, _ scaling: Scaling
  ) throws(DatasetError) -> [LabelScaling] {
    let source = statisticsPath ?? table.path
    let statistics =
      if let statisticsPath { try StatisticsFile.read(statisticsPath) } else { table.statistics }
    var scalings: [LabelScaling] = []
    for name in table.labelNames {
      guard let ofLabel = statistics[name] else {
        throw .unfit(source, field, "has no statistics of the label \"\(name)\"")
      }
      guard let result = LabelScaling(ofLabel, scaling) else {
        throw .unfit(
          source, field,
          scaling == .normalize
            ? "the label \"\(name)\" cannot be normalized: its max is not above its min"
            : "the label \"\(name)\" cannot be standardized: its std is not above 0")
      }
      scalings.append(result)
    }
    return scalings
  }

  /// The scaling by a label's statistics; nil where they have no spread.
  private init?(_ statistics: LabelStatistics, _ scaling: Scaling) {
    switch scaling {
    case .none: self = .identity
    case .normalize:
      guard statistics.max > statistics.min else { return nil }
      self.init(offset: statistics.min, scale: statistics.max - statistics.min)
    case .standardize:
      guard statistics.std > 0 else { return nil }
      self.init(offset: statistics.mean, scale: statistics.std)
    }
  }
}
