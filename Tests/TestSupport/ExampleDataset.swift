import Foundation

/// A tiny dataset in the users' format: `dataset_NAME.csv`, `statistics_NAME.json` and maps beside them.
///
/// The same on every call. Two P-Pdot maps of 12 x 12 show one blob whose place is the two labels,
/// so that there is something to learn; a third, of 12 x 6, has another shape.
public struct ExampleDataset: Sendable {
  /// The rows and columns of the P-Pdot maps.
  public static let mapShape = [12, 12]
  /// The columns of the P-Pdot maps in the table.
  public static let inputColumns = [1, 2]
  /// The columns of the labels in the table.
  public static let labelColumns = [3, 4]
  /// The names of the labels.
  public static let labels = ["B_initial_log10_mean", "P_initial_log10_mean"]
  private static let header = [
    "input:survey_PMPS_position_map", "input:survey_PMPS_ppdot_map", "input:survey_HTRU_ppdot_map",
  ]

  /// The table.
  public let table: String
  /// The labels' statistics.
  public let statistics: String
  /// The labels of each sample.
  public let values: [[Double]]

  /// Writes a dataset into the folder `data` of `folder`.
  public init(_ name: String, samples: Int, in folder: TemporaryFolder) throws {
    // The golden ratio and its like spread the samples evenly.
    values = (0..<samples).map { sample in
      let start = sample + name.utf8.count
      let field = 1.5 * (Double(start) * 0.618034).truncatingRemainder(dividingBy: 1)
      let period = (Double(start) * 0.754878).truncatingRemainder(dividingBy: 1)
      // Thousandths, so that the table shows what the maps are of.
      return [12 + field, -1.5 + period].map { ($0 * 1000).rounded() / 1000 }
    }
    var rows = [(Self.header + Self.labels).joined(separator: ",")]
    for (sample, labels) in values.enumerated() {
      let place = (row: (labels[0] - 12) / 1.5, column: labels[1] + 1.5)
      let maps = [
        ("position", Self.map(place, rows: 12, columns: 6, height: 1)),
        ("ppdot_PMPS", Self.map(place, rows: 12, columns: 12, height: 20)),
        ("ppdot_HTRU", Self.map(place, rows: 12, columns: 12, height: 5)),
      ]
      let names = maps.map { "\($0.0)_\(name)_\(sample).npy" }
      for (file, map) in zip(names, maps) {
        try folder.write(NpyWriter.bytes(map.1, rows: 12), to: "data/\(file)")
      }
      rows.append((names + labels.map { "\($0)" }).joined(separator: ","))
    }
    let table = rows.map { $0 + "\n" }.joined()
    self.table = try folder.write(table, to: "data/dataset_\(name).csv")
    statistics = try folder.write(Self.statistics(values), to: "data/statistics_\(name).json")
  }

  private static func map(
    _ place: (row: Double, column: Double), rows: Int, columns: Int, height: Double
  ) -> [Double] {
    (0..<rows * columns).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      let down = Double(row) - place.row * Double(rows - 1)
      let right = Double(column) - place.column * Double(columns - 1)
      return height * exp(-(down * down + right * right) / 8)
    }
  }

  private static func statistics(_ values: [[Double]]) -> String {
    let members = labels.indices.map { label in
      let column = values.map { $0[label] }
      let mean = column.reduce(0, +) / Double(column.count)
      let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.count)
      return """
        "\(labels[label])": {"mean": \(mean), "std": \(variance.squareRoot()), \
        "max": \(column.max() ?? mean), "min": \(column.min() ?? mean)}
        """
    }
    return "{\(members.joined(separator: ", "))}\n"
  }
}
