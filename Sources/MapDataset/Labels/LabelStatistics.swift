/// How the values of one label are distributed, in the label's unit.
public struct LabelStatistics: Codable, Equatable, Sendable {
  /// The mean.
  public let mean: Double
  /// The population standard deviation (divided by the number of values, as in NumPy).
  public let std: Double
  /// The largest value.
  public let max: Double
  /// The smallest value.
  public let min: Double

  /// The statistics of `values`, of which there is at least one.
  public init(_ values: [Double]) {
    precondition(!values.isEmpty, "no values to make statistics of")
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    self.mean = mean
    std = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    max = values.reduce(-.infinity, Swift.max)
    min = values.reduce(.infinity, Swift.min)
  }
}
