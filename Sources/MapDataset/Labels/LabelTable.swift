/// The labels of a dataset's samples, in their units.
struct LabelTable: Sendable {
  /// The file that they are from.
  let path: String
  /// The labels' names.
  let names: [String]
  /// Sample after sample.
  private var values: [Double] = []

  init(path: String, names: [String]) {
    self.path = path
    self.names = names
  }

  /// The number of samples.
  var sampleCount: Int { values.count / names.count }

  /// A sample's value of the label at `column` of `names`.
  func value(_ column: Int, of sample: Int) -> Double { values[sample * names.count + column] }

  /// Adds the next label of the latest sample, or the first of the next one.
  mutating func append(_ value: Double) { values.append(value) }

  /// The statistics of the labels, by name.
  var statistics: [String: LabelStatistics] {
    var statistics: [String: LabelStatistics] = [:]
    for (column, name) in names.enumerated() {
      statistics[name] = LabelStatistics((0..<sampleCount).map { value(column, of: $0) })
    }
    return statistics
  }
}
