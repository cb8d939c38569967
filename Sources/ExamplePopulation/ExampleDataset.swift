import Files
import Foundation
import MapDataset
import RandomStreams

/// Writes simulations as a dataset: a file a map, tables of all, training, validation and test samples, and
/// the statistics of their labels.
public struct ExampleDataset {
  /// The folder of the dataset; the tables' paths start with it as it stands here.
  public let folder: String
  /// The kind of the maps' files.
  public let kind: MapFileKind
  /// The samples for training, 8 of 10, in ascending order.
  public let trainingSamples: [Int]
  /// The samples for validation, 1 of 10, in ascending order.
  public let validationSamples: [Int]
  /// The samples for tests, 1 of 10, in ascending order.
  public let testSamples: [Int]
  private let synthesis: PopulationSynthesis
  private let sampleCount: Int

  /// Prepares a dataset of `sampleCount` simulations, at least 3.
  public init(
    folder: String, sampleCount: Int, kind: MapFileKind = .array, _ synthesis: PopulationSynthesis
  ) {
    precondition(sampleCount >= 3, "\(sampleCount) samples cannot be split")
    self.folder = folder
    self.kind = kind
    self.sampleCount = sampleCount
    self.synthesis = synthesis
    var random = RandomStream(RandomKey(seed: synthesis.seed, purpose: .shuffle))
    let order = (0..<sampleCount).shuffled(using: &random)
    let heldBack = max(2, sampleCount / 5)
    testSamples = order.prefix((heldBack + 1) / 2).sorted()
    validationSamples = order[testSamples.count..<heldBack].sorted()
    trainingSamples = order.dropFirst(heldBack).sorted()
  }

  /// Simulates and writes everything into the folder, which is created if need be; files of the
  /// same names are replaced.
  ///
  /// The tables come last, so that a table is there only when its maps are.
  public func write() throws(PosixError) {
    try Directory.create(folder)
    let parts = [
      ("full", Array(0..<sampleCount)), ("train", trainingSamples), ("valid", validationSamples),
      ("test", testSamples),
    ]
    for (part, _) in parts { try Directory.remove(path("dataset_\(part).csv")) }
    var table = ExampleTable(folder: folder, kind)
    for sample in 0..<sampleCount {
      let simulation = synthesis.simulate(sample)
      for map in simulation.maps {
        try AtomicFile.write(kind.bytes(map), to: table.path(map.name, sample), isDurable: false)
      }
      table.append(simulation)
    }
    for (part, samples) in parts {
      try AtomicFile.write(table.statistics(samples).utf8, to: path("statistics_\(part).json"))
      try AtomicFile.write(table.csv(samples).utf8, to: path("dataset_\(part).csv"))
    }
  }

  /// The path of a file of the dataset.
  public func path(_ name: String) -> String { (folder as NSString).appendingPathComponent(name) }
}
