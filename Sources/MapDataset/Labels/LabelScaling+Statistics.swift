extension LabelScaling {
  private static let field = "statistic_path"

  /// The scalings of a table's labels by statistics from `source`.
  static func scalings(
    of labels: LabelTable, _ source: StatisticsSource, _ scaling: Scaling
  ) throws(DatasetError) -> [LabelScaling] {
    // Without scaling nobody needs the statistics.
    if scaling == .none { return labels.names.map { _ in .identity } }
    let (path, statistics) =
      switch source {
      case .file(let path): (path, try StatisticsFile.read(path, labels: labels.names))
      case .ownLabels: (labels.path, labels.statistics)
      case .known(let statistics, let path): (path, statistics)
      }
    var scalings: [LabelScaling] = []
    for name in labels.names {
      guard let ofLabel = statistics[name] else {
        throw .unfit(path, field, "has no statistics of the label \"\(name)\"")
      }
      guard let result = LabelScaling(ofLabel, scaling) else {
        throw .unfit(
          path, field,
          (scaling == .normalize
            ? "the label \"\(name)\" cannot be normalized: its max is not above its min"
            : "the label \"\(name)\" cannot be standardized: its std is not above 0")
            + "; leave it out of filter_labels or use other statistics")
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
