/// A table of simulations: density maps as inputs, birth properties as labels, both scaled.
public final class MapDataset: Sendable {
  /// The names of the maps, in channel order, without `input:`.
  public let inputNames: [String]
  /// The names of the labels, in the order of the description's columns.
  public let labelNames: [String]
  /// The number of samples.
  public let sampleCount: Int
  /// Channels, rows, columns.
  public let inputShape: [Int]
  /// How each label is scaled; the identity where nothing is.
  public let labelScaling: [LabelScaling]
  private let table: DatasetTable
  private let samples: SampleStore

  /// Reads the table and the statistics, and checks the header of every map that is selected.
  ///
  /// The first mistake is thrown: a file that is missing or malformed, or a description that does
  /// not fit.
  public init(_ description: DatasetDescription) throws(DatasetError) {
    table = try DatasetTable(description)
    inputNames = table.inputNames
    labelNames = table.labelNames
    sampleCount = table.sampleCount
    labelScaling =
      try description.scalesLabels
      ? LabelScaling.scalings(
        of: table, statisticsPath: description.statisticsPath, description.scaling)
      : labelNames.map { _ in .identity }
    let files = try MapFiles(table, description.scaling)
    inputShape = [table.inputNames.count] + files.shape
    samples = SampleStore(files, sampleCount: table.sampleCount)
  }

  /// Writes the samples' scaled maps to `output`: samples x channels x rows x columns values.
  ///
  /// A map's content is checked when it is first read: NaN or infinity is an error.
  public func readInputs(
    _ samples: ArraySlice<Int>, into output: inout MutableSpan<Float>
  ) throws(DatasetError) {
    var position = 0
    for index in samples {
      let sample = try self.samples.sample(index)
      for (offset, value) in sample.enumerated() { output[position + offset] = value }
      position += sample.count
    }
    precondition(position == output.count, "memory for \(output.count) of \(position) values")
  }

  /// Reads every map once, so that wrong content shows before anything is trained on it.
  ///
  /// Throws for NaN, infinity and what is damaged, with the row and the file. What was read is kept for the
  /// first epoch.
  public func checkMaps() throws(DatasetError) {
    for sample in 0..<sampleCount { _ = try samples.sample(sample) }
  }

  /// Writes the samples' scaled labels to `output`: samples x labels values.
  public func readLabels(_ samples: ArraySlice<Int>, into output: inout MutableSpan<Float>) {
    precondition(
      samples.count * labelNames.count == output.count,
      "memory for \(output.count) of \(samples.count * labelNames.count) labels")
    var position = 0
    for sample in samples {
      for (column, scaling) in labelScaling.enumerated() {
        output[position] = Float(scaling.scaled(table.label(column, of: sample)))
        position += 1
      }
    }
  }

  /// A sample's value of the label at `column` of `labelNames`, in the label's unit.
  public func label(_ column: Int, of sample: Int) -> Double {
    table.label(column, of: sample)
  }
}
