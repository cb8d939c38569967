/// One map of a simulation: numbers over two binned quantities.
public struct DensityMap: Equatable, Sendable {
  /// As in a dataset's columns, without `input:`, such as `survey_PMPS_ppdot_map`.
  public let name: String
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The values, row after row.
  public let values: [Double]
}
