import Files

/// A table of simulations: density maps as inputs, birth properties as labels, both scaled.
public final class MapDataset: Sendable {
  /// The CSV table or the HDF5 file.
  public let path: String
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
  let samples: SampleStore
  private let labels: LabelTable

  /// Reads the table, the statistics and the first sample's headers; maps are read from their files each time.
  ///
  /// Throws for a file that is missing or malformed, and for a description that does not fit.
  public convenience init(_ description: DatasetDescription) throws(DatasetError) {
    var memory = MapMemory(byteLimit: 0, runName: nil)
    try self.init(description, &memory)
  }

  /// The same with maps that stay, scaled, in `memory` once they were read, if there is room for all.
  public init(
    _ description: DatasetDescription, _ memory: inout MapMemory
  ) throws(DatasetError) {
    let source: any MapSource
    let path = description.tablePath
    let (inputs, columns) = (description.inputColumns, description.labelColumns)
    if try HDF5Table.recognizes(path) {
      let table = try HDF5Table(
        path: path, description.kind, inputColumns: inputs, labelColumns: columns)
      (inputNames, labels, source) = (table.inputNames, table.labels, table.maps)
    } else {
      let table = try DatasetTable(path: path, inputColumns: inputs, labelColumns: columns)
      (inputNames, labels) = (table.inputNames, table.labels)
      source =
        switch description.kind {
        case .array: try MapFiles<NpyFormat>(table.paths, inputNames: table.inputNames)
        case .image: try MapFiles<PNGFormat>(table.paths, inputNames: table.inputNames)
        }
    }
    self.path = path
    labelNames = labels.names
    sampleCount = labels.sampleCount
    labelScaling =
      try description.scalesLabels
      ? LabelScaling.scalings(of: labels, description.statistics, description.scaling)
      : labelNames.map { _ in .identity }
    inputShape = [inputs.count] + source.shape
    let scaling = description.kind == .image ? .none : description.scaling
    // What lies in the file as it is wanted needs no second copy.
    let slots =
      source.isReady && scaling == .none
      ? nil
      : memory.claim(
        count: sampleCount, sampleSize: inputShape.reduce(1, *),
        content: "\(description.kind) \(scaling) \(inputs) \(path)")
    samples = SampleStore(source, channelCount: inputs.count, scaling, slots: slots)
  }

  /// The statistics of the labels that `description` selects; the maps are not looked at.
  public static func statistics(
    _ description: DatasetDescription
  ) throws(DatasetError) -> [String: LabelStatistics] {
    let (path, columns) = (description.tablePath, description.labelColumns)
    if try HDF5Table.recognizes(path) {
      return try HDF5Table.labels(path: path, columns: columns).statistics
    }
    return try DatasetTable(
      path: path, inputColumns: description.inputColumns, labelColumns: columns
    ).labels.statistics
  }

  /// The statistics of the labels, by name.
  public var statistics: [String: LabelStatistics] { labels.statistics }

  /// Whether all samples are in memory: then reading ahead gains nothing.
  public var isInMemory: Bool { samples.slots.map { $0.filledCount == sampleCount } ?? false }

  /// Writes the samples' scaled maps to `output`: samples x channels x rows x columns values.
  ///
  /// A map's content is checked when it is read: NaN or infinity is an error. Any thread may call this.
  public func readInputs(
    _ samples: ArraySlice<Int>, into output: inout MutableSpan<Float>
  ) throws(DatasetError) {
    let count = samples.count * self.samples.sampleSize
    precondition(count == output.count, "memory for \(output.count) of \(count) values")
    try self.samples.read(samples, into: &output)
  }

  /// Writes the samples' scaled labels to `output`: samples x labels values.
  public func readLabels(_ samples: ArraySlice<Int>, into output: inout MutableSpan<Float>) {
    precondition(
      samples.count * labelNames.count == output.count,
      "memory for \(output.count) of \(samples.count * labelNames.count) labels")
    var position = 0
    for sample in samples {
      for (column, scaling) in labelScaling.enumerated() {
        output[position] = Float(scaling.scaled(labels.value(column, of: sample)))
        position += 1
      }
    }
  }

  /// A sample's value of the label at `column` of `labelNames`, in the label's unit.
  public func label(_ column: Int, of sample: Int) -> Double {
    labels.value(column, of: sample)
  }
}
