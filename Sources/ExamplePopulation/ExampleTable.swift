import Files
import Foundation
import MapDataset

/// The rows of a dataset's tables.
struct ExampleTable {
  private let folder: String
  private let kind: MapFileKind
  private var mapNames: [String] = []
  private var labels: [[Double]] = []

  init(folder: String, _ kind: MapFileKind) {
    self.folder = folder
    self.kind = kind
  }

  /// Adds the next sample, counted from 0.
  mutating func append(_ simulation: Simulation) {
    mapNames = simulation.maps.map(\.name)
    labels.append(simulation.labels)
  }

  /// The path of a sample's map.
  func path(_ mapName: String, _ sample: Int) -> String {
    (folder as NSString).appendingPathComponent("\(mapName)_\(sample).\(kind.suffix)")
  }

  /// A table of `samples`: the maps' paths, then the labels.
  func csv(_ samples: [Int]) -> String {
    let header = mapNames.map { "input:\($0)" } + Simulation.labelNames
    let rows = samples.map { sample in
      mapNames.map { path($0, sample).csvField } + labels[sample].map { "\($0)" }
    }
    return ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// The statistics of the labels of `samples`, as JSON.
  func statistics(_ samples: [Int]) -> String {
    let entries = Simulation.labelNames.enumerated().map { column, name in
      let statistics = LabelStatistics(samples.map { labels[$0][column] })
      return """
            "\(name)": {
                "mean": \(statistics.mean),
                "std": \(statistics.std),
                "max": \(statistics.max),
                "min": \(statistics.min)
            }
        """
    }
    return "{\n\(entries.joined(separator: ",\n"))\n}"
  }
}
