/// One simulated population: what it was born with, and what three surveys see of it.
public struct Simulation: Sendable {
  /// The names of the labels, in the order of a dataset's columns.
  public static let labelNames = ["B_initial_log10_mean", "P_initial_log10_mean"]

  /// The distribution of fields and periods at birth.
  public let birth: BirthDistribution
  /// Five maps by three surveys, in the order of a dataset's columns.
  public let maps: [DensityMap]

  /// The labels' values.
  public var labels: [Double] { [birth.fieldMean, birth.periodMean] }
}
